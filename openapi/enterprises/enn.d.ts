// Generated from enterprises/enn.yaml by `npm run types`.
export interface paths {
    "/jx-install/api/v1/applications": {
        parameters: {
            query?: never;
            header: {
                /** @description 访问标识 */
                "X-GW-AccessKey": components["parameters"]["AccessKey"];
                /** @description 时间戳, epoch milliseconds, within 5 minutes. */
                "X-GW-Timestamp": components["parameters"]["Timestamp"];
                /** @description 随机串, never repeated within 10 minutes. */
                "X-GW-Nonce": components["parameters"]["Nonce"];
                /** @description 签名 */
                "X-GW-Signature": components["parameters"]["Signature"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 提交用气申请
         * @description After 30 minutes without a callback the order is asked for.
         */
        post: operations["apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jx-install/api/v1/applications/{externalNo}": {
        parameters: {
            query?: never;
            header: {
                /** @description 访问标识 */
                "X-GW-AccessKey": components["parameters"]["AccessKey"];
                /** @description 时间戳, epoch milliseconds, within 5 minutes. */
                "X-GW-Timestamp": components["parameters"]["Timestamp"];
                /** @description 随机串, never repeated within 10 minutes. */
                "X-GW-Nonce": components["parameters"]["Nonce"];
                /** @description 签名 */
                "X-GW-Signature": components["parameters"]["Signature"];
            };
            path: {
                /** @description 联办单号 */
                externalNo: components["parameters"]["ExternalNo"];
            };
            cookie?: never;
        };
        /** 查询用气申请 */
        get: operations["inquire"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jx-install/api/v1/applications/{externalNo}/supplement": {
        parameters: {
            query?: never;
            header: {
                /** @description 访问标识 */
                "X-GW-AccessKey": components["parameters"]["AccessKey"];
                /** @description 时间戳, epoch milliseconds, within 5 minutes. */
                "X-GW-Timestamp": components["parameters"]["Timestamp"];
                /** @description 随机串, never repeated within 10 minutes. */
                "X-GW-Nonce": components["parameters"]["Nonce"];
                /** @description 签名 */
                "X-GW-Signature": components["parameters"]["Signature"];
            };
            path: {
                /** @description 联办单号 */
                externalNo: components["parameters"]["ExternalNo"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 补正用气申请 */
        post: operations["supplement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jx-install/api/v1/applications/{externalNo}/withdraw": {
        parameters: {
            query?: never;
            header: {
                /** @description 访问标识 */
                "X-GW-AccessKey": components["parameters"]["AccessKey"];
                /** @description 时间戳, epoch milliseconds, within 5 minutes. */
                "X-GW-Timestamp": components["parameters"]["Timestamp"];
                /** @description 随机串, never repeated within 10 minutes. */
                "X-GW-Nonce": components["parameters"]["Nonce"];
                /** @description 签名 */
                "X-GW-Signature": components["parameters"]["Signature"];
            };
            path: {
                /** @description 联办单号 */
                externalNo: components["parameters"]["ExternalNo"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回用气申请 */
        post: operations["withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    stateChanged: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 进度回调
         * @description ENN to the hub, the same headers with the callback secret. Any 2xx is an acknowledgement; else it is sent again with growing
         *     delays for 24 hours under the same eventId.
         */
        post: operations["stateChanged"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** 用气申请 */
        Order: {
            externalNo: components["schemas"]["ExternalNo"];
            service: components["schemas"]["Service"];
            premises: components["schemas"]["Premises"];
            customer: components["schemas"]["Customer"];
            contact: components["schemas"]["Contact"];
            gas?: components["schemas"]["Gas"];
            visit?: components["schemas"]["Visit"];
            attachments?: components["schemas"]["Attachments"];
            note?: components["schemas"]["Note"];
        };
        /**
         * 补正内容
         * @description The fields of the order that changed; one that is empty now is empty here (*assumed*).
         */
        Supplement: {
            service?: components["schemas"]["Service"];
            premises?: components["schemas"]["Premises"];
            customer?: components["schemas"]["Customer"];
            contact?: components["schemas"]["Contact"];
            /** 用气参数 */
            gas?: {
                /**
                 * 用气压力
                 * @description kPa
                 */
                pressureKpa?: number;
                /**
                 * 天然气负荷
                 * @description m³/h
                 */
                loadM3h?: number;
            };
            visit?: components["schemas"]["Visit"];
            /** 附件 */
            attachments?: components["schemas"]["Attachment"][];
            /** 备注 */
            note?: string;
        };
        /** 撤回申请 */
        WithdrawRequest: {
            /** 撤回原因 */
            reason: string;
        };
        /**
         * 联办单号
         * @description The idempotency key.
         * @example SLXB000002-G
         */
        ExternalNo: string;
        /**
         * 业务类型
         * @description `IGNITION` 通气点火, `PIPE_CHANGE` 改管, `TRANSFER` 过户, `CLOSE` 销户, `OTHER` 其他
         * @enum {unknown}
         */
        Service: "IGNITION" | "PIPE_CHANGE" | "TRANSFER" | "CLOSE" | "OTHER";
        /** 用气地点 */
        Premises: {
            /**
             * 用气性质
             * @description `RESIDENTIAL` 住宅, `INDUSTRIAL` 工业, `COMMERCIAL` 商用, `OTHER` 其他
             * @enum {unknown}
             */
            nature: "RESIDENTIAL" | "INDUSTRIAL" | "COMMERCIAL" | "OTHER";
            /** 用气地址 */
            address: string;
            /** 原地址 */
            formerAddress?: string;
            /**
             * 行政区划代码
             * @description GB/T 2260
             */
            regionCode: string;
        };
        /** 客户 */
        Customer: {
            /**
             * 客户类别
             * @description `PERSON` 个人, `ORGANISATION` 单位
             * @enum {unknown}
             */
            kind: "PERSON" | "ORGANISATION";
            /** 客户名称 */
            name: string;
            /**
             * 统一社会信用代码
             * @description Of an ORGANISATION.
             */
            uscc?: string;
            /**
             * 证件类型
             * @description `RESIDENT_ID` 居民身份证, `PASSPORT` 护照, `RESIDENCE_PERMIT` 港澳台居民居住证, `OTHER` 其他. Of the person who applies, for an
             *     ORGANISATION too. The document names no codes; these are *assumed*.
             * @enum {unknown}
             */
            idType: "RESIDENT_ID" | "PASSPORT" | "RESIDENCE_PERMIT" | "OTHER";
            /** 证件号码 */
            idNo: string;
        };
        /** 联系人 */
        Contact: {
            /** 联系人姓名 */
            name: string;
            /** 联系电话 */
            mobile: string;
        };
        /** 用气参数 */
        Gas: {
            /**
             * 用气压力
             * @description kPa
             */
            pressureKpa?: number;
            /**
             * 天然气负荷
             * @description m³/h; required for INDUSTRIAL and COMMERCIAL.
             */
            loadM3h?: number;
        };
        /**
         * 预约上门时间
         * Format: date-time
         * @description ISO 8601 with offset.
         * @example 2026-12-01T10:00:00+08:00
         */
        Visit: string;
        /**
         * 附件
         * @description Links, fetched by ENN within 24 hours of the order.
         */
        Attachments: components["schemas"]["Attachment"][];
        /** 附件链接 */
        Attachment: {
            /** 文件名 */
            name: string;
            /**
             * 媒体类型
             * @enum {unknown}
             */
            mediaType: "image/jpeg" | "image/png" | "application/pdf";
            /**
             * 下载链接
             * Format: uri
             * @description Carries its own short-lived authorisation.
             */
            url: string;
        };
        /** 备注 */
        Note: string;
        /** 收件回执 */
        ReceiptAnswer: {
            /** @constant */
            success: true;
            data: components["schemas"]["Receipt"];
        };
        /** 回执 */
        Receipt: {
            /**
             * 回执号
             * @example R20260105000001
             */
            receipt: string;
        };
        /**
         * 已收到
         * @description The document gives no body for this 202; *assumed* to be like the others.
         */
        Acknowledgement: {
            /** @constant */
            success: true;
        };
        /** 查询应答 */
        InquiryAnswer: {
            /** @constant */
            success: true;
            data: components["schemas"]["Status"];
        };
        /**
         * 错误应答
         * @description Codes are not listed in the document.
         */
        ErrorAnswer: {
            /** @constant */
            success: false;
            /** 错误码 */
            code: string;
            /** 错误说明 */
            message: string;
            /** 出错字段 */
            field?: string;
        };
        /**
         * 办理状态
         * @description `RECEIVED` 已收件 (only in answers to GET: not decided yet), `ACCEPTED` 已受理, `REFUSED` 不受理, `OUT_OF_AREA` 不在经营区域 (the address
         *     belongs to the other gas company), `NEED_MATERIAL` 待补件, `SURVEY_BOOKED` 已预约踏勘 (stateTime = booked time), `SURVEYED` 已踏勘,
         *     `QUOTED` 已报价, `PAID` 已缴费, `BUILDING` 施工中, `INSPECTED` 已验收, `GAS_ON` 已通气 (finished), `WITHDRAWN` 已撤回
         * @enum {unknown}
         */
        State: "RECEIVED" | "ACCEPTED" | "REFUSED" | "OUT_OF_AREA" | "NEED_MATERIAL" | "SURVEY_BOOKED" | "SURVEYED" | "QUOTED" | "PAID" | "BUILDING" | "INSPECTED" | "GAS_ON" | "WITHDRAWN";
        /** 办理进度 */
        Status: {
            externalNo: components["schemas"]["ExternalNo"];
            /** 新奥工单号 */
            orderNo?: string | null;
            state: components["schemas"]["State"] | string;
            /**
             * 状态时间
             * @description ISO 8601; for SURVEY_BOOKED the booked time. Without an offset it is Asia/Shanghai.
             * @example 2026-01-05T10:00:00+08:00
             */
            stateTime: string;
            /** 说明 */
            note?: string | null;
            engineer?: components["schemas"]["Engineer"];
        };
        /**
         * 上门工程师
         * @description Only in callbacks.
         */
        Engineer: {
            /** 姓名 */
            name?: string;
            /** 手机号 */
            mobile?: string;
        } | null;
        /** 进度回调 */
        Notification: components["schemas"]["Status"] & {
            /**
             * 事件编号
             * @description The same over every repeat.
             */
            eventId: string;
        };
        /** 回调应答 */
        NotificationAnswer: {
            /** @constant */
            success: true;
        };
    };
    responses: {
        /** @description A field is missing or wrong; `field` names it. */
        Malformed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description Access key, signature, timestamp or nonce refused. */
        Unauthorised: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description No order has this externalNo. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description Too many requests. */
        TooMany: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
        /** @description The system failed. */
        Internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
    };
    parameters: {
        /** @description 联办单号 */
        ExternalNo: components["schemas"]["ExternalNo"];
        /** @description 访问标识 */
        AccessKey: string;
        /** @description 时间戳, epoch milliseconds, within 5 minutes. */
        Timestamp: string;
        /** @description 随机串, never repeated within 10 minutes. */
        Nonce: string;
        /** @description 签名 */
        Signature: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    apply: {
        parameters: {
            query?: never;
            header: {
                /** @description 访问标识 */
                "X-GW-AccessKey": components["parameters"]["AccessKey"];
                /** @description 时间戳, epoch milliseconds, within 5 minutes. */
                "X-GW-Timestamp": components["parameters"]["Timestamp"];
                /** @description 随机串, never repeated within 10 minutes. */
                "X-GW-Nonce": components["parameters"]["Nonce"];
                /** @description 签名 */
                "X-GW-Signature": components["parameters"]["Signature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Order"];
            };
        };
        responses: {
            /** @description Received; not accepted yet. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptAnswer"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorised"];
            /** @description The externalNo exists; the answer to the first request again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptAnswer"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
        };
    };
    inquire: {
        parameters: {
            query?: never;
            header: {
                /** @description 访问标识 */
                "X-GW-AccessKey": components["parameters"]["AccessKey"];
                /** @description 时间戳, epoch milliseconds, within 5 minutes. */
                "X-GW-Timestamp": components["parameters"]["Timestamp"];
                /** @description 随机串, never repeated within 10 minutes. */
                "X-GW-Nonce": components["parameters"]["Nonce"];
                /** @description 签名 */
                "X-GW-Signature": components["parameters"]["Signature"];
            };
            path: {
                /** @description 联办单号 */
                externalNo: components["parameters"]["ExternalNo"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the order stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InquiryAnswer"];
                };
            };
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
        };
    };
    supplement: {
        parameters: {
            query?: never;
            header: {
                /** @description 访问标识 */
                "X-GW-AccessKey": components["parameters"]["AccessKey"];
                /** @description 时间戳, epoch milliseconds, within 5 minutes. */
                "X-GW-Timestamp": components["parameters"]["Timestamp"];
                /** @description 随机串, never repeated within 10 minutes. */
                "X-GW-Nonce": components["parameters"]["Nonce"];
                /** @description 签名 */
                "X-GW-Signature": components["parameters"]["Signature"];
            };
            path: {
                /** @description 联办单号 */
                externalNo: components["parameters"]["ExternalNo"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Supplement"];
            };
        };
        responses: {
            /** @description Received. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acknowledgement"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            /** @description The order waits for no material (*assumed*; the document does not say). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
        };
    };
    withdraw: {
        parameters: {
            query?: never;
            header: {
                /** @description 访问标识 */
                "X-GW-AccessKey": components["parameters"]["AccessKey"];
                /** @description 时间戳, epoch milliseconds, within 5 minutes. */
                "X-GW-Timestamp": components["parameters"]["Timestamp"];
                /** @description 随机串, never repeated within 10 minutes. */
                "X-GW-Nonce": components["parameters"]["Nonce"];
                /** @description 签名 */
                "X-GW-Signature": components["parameters"]["Signature"];
            };
            path: {
                /** @description 联办单号 */
                externalNo: components["parameters"]["ExternalNo"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawRequest"];
            };
        };
        responses: {
            /** @description Received. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Acknowledgement"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            /** @description Too late. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorAnswer"];
                };
            };
            429: components["responses"]["TooMany"];
            500: components["responses"]["Internal"];
        };
    };
    stateChanged: {
        parameters: {
            query?: never;
            header: {
                /** @description 访问标识 */
                "X-GW-AccessKey": components["parameters"]["AccessKey"];
                /** @description 时间戳, epoch milliseconds, within 5 minutes. */
                "X-GW-Timestamp": components["parameters"]["Timestamp"];
                /** @description 随机串, never repeated within 10 minutes. */
                "X-GW-Nonce": components["parameters"]["Nonce"];
                /** @description 签名 */
                "X-GW-Signature": components["parameters"]["Signature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Notification"];
            };
        };
        responses: {
            /** @description Taken. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationAnswer"];
                };
            };
            400: components["responses"]["Malformed"];
            401: components["responses"]["Unauthorised"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["Internal"];
        };
    };
}
