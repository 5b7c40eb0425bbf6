// Generated from enterprises/towngas.yaml by `npm run types`.
export interface paths {
    "/vcc-openapi/oauth2/getToken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 1001 会话密钥请求
         * @description Signed with the base password. A token lives 7200 s; at most 100 a day, so every worker process shares one.
         */
        get: operations["getToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vcc-openapi/media/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 2001 文件上传 */
        post: operations["uploadMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vcc-openapi/workorder/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 5001 业务工单创建 */
        post: operations["createWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vcc-openapi/workorder/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 5002 业务工单变更 */
        post: operations["updateWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vcc-openapi/workorder/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 5003 业务工单取消 */
        post: operations["cancelWorkOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vcc-openapi/workorder/ongoing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 5004 在途工单查询
         * @description The hub does not call it: it knows its orders by externalNo, and a certificate number has no business in a URL. *假定*: the
         *     interface document gives no answer of its own; an array of what 5005 answers.
         */
        get: operations["listOngoingWorkOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vcc-openapi/workorder/detail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 5005 查看工单详情 */
        get: operations["readWorkOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    statusPush: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 7005 工单状态推送
         * @description `POST {hub}/v1/callbacks/towngas?seq&appId&sign`, signed over query and raw body with the callback password. Anything but
         *     resultCode `0` makes Towngas send again, 5 times, every 2 minutes.
         */
        post: operations["pushStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * 消息序列号
         * @description Interface number, yyyyMMddHHmmss, 14-digit serial.
         * @example 50012026010509301500000000000002
         */
        Seq: string;
        /**
         * 接入令牌
         * @example 0123456789abcdefghij
         */
        TokenText: string;
        /**
         * 媒体文件类型
         * @description `image` 图片, `pdf` PDF 文件
         * @enum {unknown}
         */
        MediaType: "image" | "pdf";
        /**
         * 结果码
         * @example 0
         * @example 30001
         */
        ResultCode: string;
        /**
         * 结果描述
         * @example 成功
         */
        ResultMessage: string | null;
        /** 应答 */
        Answer: {
            resultCode: components["schemas"]["ResultCode"];
            resultMsg?: components["schemas"]["ResultMessage"];
            /**
             * 业务数据
             * @description By interface; see the named answers.
             */
            data?: unknown;
        };
        /**
         * 1001 应答
         * @description The token is written without an envelope; an envelope around it is read as well.
         */
        TokenAnswer: {
            expireTime?: components["schemas"]["Token"]["expireTime"];
            token?: components["schemas"]["Token"]["token"];
            resultCode?: components["schemas"]["ResultCode"];
            resultMsg?: components["schemas"]["ResultMessage"];
            /** 业务数据 */
            data?: components["schemas"]["Token"] | (Record<string, never> | null);
        };
        /** 会话密钥 */
        Token: {
            /**
             * 失效时间
             * @description Seconds since the epoch.
             * @example 1767583815
             */
            expireTime: number;
            token: components["schemas"]["TokenText"];
        };
        /** 2001 应答 */
        MediaAnswer: {
            resultCode: components["schemas"]["ResultCode"];
            resultMsg?: components["schemas"]["ResultMessage"];
            data?: components["schemas"]["Media"];
        };
        /** 媒体文件 */
        Media: {
            mediaId: components["schemas"]["MediaId"];
        };
        /** 媒体文件标识 */
        MediaId: string;
        /** 5001 应答 */
        WorkOrderAnswer: {
            resultCode: components["schemas"]["ResultCode"];
            resultMsg?: components["schemas"]["ResultMessage"];
            data?: components["schemas"]["WorkOrder"];
        };
        /** 工单 */
        WorkOrder: {
            workOrderNo: components["schemas"]["WorkOrderNumber"];
        };
        /**
         * 工单编号
         * @example TG20261123000001
         */
        WorkOrderNumber: string;
        /** 5004 应答（假定） */
        OngoingAnswer: {
            resultCode: components["schemas"]["ResultCode"];
            resultMsg?: components["schemas"]["ResultMessage"];
            data?: components["schemas"]["Status"][];
        };
        /** 5005 应答 */
        StatusAnswer: {
            resultCode: components["schemas"]["ResultCode"];
            resultMsg?: components["schemas"]["ResultMessage"];
            data?: components["schemas"]["Status"];
        };
        /**
         * 业务工单
         * @description Body of 5001.
         */
        Order: {
            externalNo: components["schemas"]["ExternalNumber"];
            orderType: components["schemas"]["OrderType"];
            customerType: components["schemas"]["CustomerType"];
            /** 客户名称 */
            name: string;
            /** 联系电话 */
            mobile: string;
            certType: components["schemas"]["CertificateType"];
            /** 证照号码 */
            certNo: string;
            /** 用气地址 */
            addr: string;
            /**
             * 原地址
             * @description Of 改管, when given.
             */
            oldAddr?: string;
            /**
             * 用气压力
             * @description kPa
             */
            pressure?: number;
            /**
             * 天然气负荷
             * @description m³/h; required for industrial and commercial customers.
             */
            load?: number;
            /**
             * 预约时间
             * @description yyyy-MM-dd HH:mm, Asia/Shanghai.
             * @example 2026-12-01 10:00
             */
            appointTime?: string;
            /**
             * 附件
             * @description Ids that 2001 gave.
             */
            mediaIds?: components["schemas"]["MediaId"][];
            /**
             * 备注
             * @description Required for QT.
             */
            remark?: string;
        } & (unknown & unknown & unknown);
        /**
         * 外部单号
         * @description Idempotency key.
         * @example SLXB000001-G
         */
        ExternalNumber: string;
        /**
         * 业务类型
         * @description `TQDH` 通气点火, `GG` 改管, `GH` 过户, `XH` 销户, `QT` 其他
         * @enum {unknown}
         */
        OrderType: "TQDH" | "GG" | "GH" | "XH" | "QT";
        /**
         * 客户类型
         * @description `R` 住宅, `I` 工业, `C` 商用, `O` 其他
         * @enum {unknown}
         */
        CustomerType: "R" | "I" | "C" | "O";
        /**
         * 证照类型
         * @description `ID` 居民身份证, `PASSPORT` 护照, `HMT` 港澳台居民居住证, `USCC` 统一社会信用代码, `OTHER` 其他
         * @enum {unknown}
         */
        CertificateType: "ID" | "PASSPORT" | "HMT" | "USCC" | "OTHER";
        /**
         * 工单变更
         * @description Body of 5002, with those fields of 5001 that change.
         */
        Update: {
            externalNo: components["schemas"]["ExternalNumber"];
            /**
             * 变更动作
             * @description `SUPPLEMENT` 补件, `APPOINT` 预约
             * @enum {unknown}
             */
            action: "SUPPLEMENT" | "APPOINT";
            orderType?: components["schemas"]["OrderType"];
            customerType?: components["schemas"]["CustomerType"];
            name?: components["schemas"]["Order"]["name"];
            mobile?: components["schemas"]["Order"]["mobile"];
            certType?: components["schemas"]["CertificateType"];
            certNo?: components["schemas"]["Order"]["certNo"];
            addr?: components["schemas"]["Order"]["addr"];
            oldAddr?: components["schemas"]["Order"]["oldAddr"];
            pressure?: components["schemas"]["Order"]["pressure"];
            load?: components["schemas"]["Order"]["load"];
            appointTime?: components["schemas"]["Order"]["appointTime"];
            mediaIds?: components["schemas"]["Order"]["mediaIds"];
            /**
             * 备注
             * @description Empty when there is none any more (*assumed*).
             */
            remark?: string;
        };
        /**
         * 工单取消
         * @description Body of 5003.
         */
        Cancellation: {
            externalNo: components["schemas"]["ExternalNumber"];
            /** 取消原因 */
            reason: string;
        };
        /**
         * 工单状态
         * @description The same in the answer of 5005 and in the push 7005.
         */
        Status: {
            workOrderNo: components["schemas"]["WorkOrderNumber"];
            externalNo: components["schemas"]["ExternalNumber"];
            /** 状态 */
            status: components["schemas"]["StatusCode"] | string;
            /**
             * 状态时间
             * @description yyyy-MM-dd HH:mm:ss, Asia/Shanghai.
             * @example 2026-11-23 10:15:00
             */
            statusTime: string;
            /** 经办人 */
            operator?: string | null;
            /** 备注 */
            remark?: string | null;
        };
        /**
         * 状态代码
         * @description `10` 已受理, `20` 已派工, `30` 已踏勘, `40` 施工中, `50` 已验收, `60` 已通气, `70` 待补件, `80` 已取消, `90` 已拒绝
         * @enum {unknown}
         */
        StatusCode: "10" | "20" | "30" | "40" | "50" | "60" | "70" | "80" | "90";
    };
    responses: {
        /** @description Not of the interface document, whose answers all come with 200; a gateway on the way may say so. */
        Gateway: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: {
        /** @description 消息序列号 */
        Seq: components["schemas"]["Seq"];
        /** @description VCC 平台分配的应用标识 */
        AppId: string;
        /** @description 接入令牌 */
        Token: components["schemas"]["TokenText"];
        /** @description 签名 */
        Sign: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getToken: {
        parameters: {
            query: {
                /** @description 消息序列号 */
                seq: components["parameters"]["Seq"];
                /** @description VCC 平台分配的应用标识 */
                appId: components["parameters"]["AppId"];
                /** @description 签名 */
                sign: components["parameters"]["Sign"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token, bare; or a result code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            "4XX": components["responses"]["Gateway"];
        };
    };
    uploadMedia: {
        parameters: {
            query: {
                /** @description 消息序列号 */
                seq: components["parameters"]["Seq"];
                /** @description VCC 平台分配的应用标识 */
                appId: components["parameters"]["AppId"];
                /** @description 接入令牌 */
                token: components["parameters"]["Token"];
                /** @description 媒体文件类型 */
                type: components["schemas"]["MediaType"];
                /** @description 签名 */
                sign: components["parameters"]["Sign"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The raw bytes, at most 2 MiB. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description `data.mediaId` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaAnswer"];
                };
            };
            "4XX": components["responses"]["Gateway"];
        };
    };
    createWorkOrder: {
        parameters: {
            query: {
                /** @description 消息序列号 */
                seq: components["parameters"]["Seq"];
                /** @description VCC 平台分配的应用标识 */
                appId: components["parameters"]["AppId"];
                /** @description 接入令牌 */
                token: components["parameters"]["Token"];
                /** @description 签名 */
                sign: components["parameters"]["Sign"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Order"];
            };
        };
        responses: {
            /** @description `data.workOrderNo`; also with 30009 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkOrderAnswer"];
                };
            };
            "4XX": components["responses"]["Gateway"];
        };
    };
    updateWorkOrder: {
        parameters: {
            query: {
                /** @description 消息序列号 */
                seq: components["parameters"]["Seq"];
                /** @description VCC 平台分配的应用标识 */
                appId: components["parameters"]["AppId"];
                /** @description 接入令牌 */
                token: components["parameters"]["Token"];
                /** @description 签名 */
                sign: components["parameters"]["Sign"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Update"];
            };
        };
        responses: {
            /** @description A result code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            "4XX": components["responses"]["Gateway"];
        };
    };
    cancelWorkOrder: {
        parameters: {
            query: {
                /** @description 消息序列号 */
                seq: components["parameters"]["Seq"];
                /** @description VCC 平台分配的应用标识 */
                appId: components["parameters"]["AppId"];
                /** @description 接入令牌 */
                token: components["parameters"]["Token"];
                /** @description 签名 */
                sign: components["parameters"]["Sign"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Cancellation"];
            };
        };
        responses: {
            /** @description A result code; 30011 已通气不可取消. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            "4XX": components["responses"]["Gateway"];
        };
    };
    listOngoingWorkOrders: {
        parameters: {
            query: {
                /** @description 消息序列号 */
                seq: components["parameters"]["Seq"];
                /** @description VCC 平台分配的应用标识 */
                appId: components["parameters"]["AppId"];
                /** @description 接入令牌 */
                token: components["parameters"]["Token"];
                /** @description 证照号码 */
                certNo: string;
                /** @description 签名 */
                sign: components["parameters"]["Sign"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The orders that have not ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OngoingAnswer"];
                };
            };
            "4XX": components["responses"]["Gateway"];
        };
    };
    readWorkOrder: {
        parameters: {
            query: {
                /** @description 消息序列号 */
                seq: components["parameters"]["Seq"];
                /** @description VCC 平台分配的应用标识 */
                appId: components["parameters"]["AppId"];
                /** @description 接入令牌 */
                token: components["parameters"]["Token"];
                /** @description 外部单号 */
                externalNo: string;
                /** @description 签名 */
                sign: components["parameters"]["Sign"];
            };
            header?: never;
            path?: never;
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
                    "application/json": components["schemas"]["StatusAnswer"];
                };
            };
            "4XX": components["responses"]["Gateway"];
        };
    };
    pushStatus: {
        parameters: {
            query: {
                /** @description 消息序列号 */
                seq: components["parameters"]["Seq"];
                /** @description VCC 平台分配的应用标识 */
                appId: components["parameters"]["AppId"];
                /** @description 签名 */
                sign: components["parameters"]["Sign"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Status"];
            };
        };
        responses: {
            /** @description Taken with `0`; else why not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Not used; the hub answers by result code. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
