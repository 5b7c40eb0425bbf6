// Generated from enterprises/mobile.yaml by `npm run types`.
export interface paths {
    "/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 获取 accessToken
         * @description A new token ends the old one after 60 s, so all processes of the hub share one.
         */
        post: operations["issueToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oppf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 调用业务方法
         * @description Errors are told with HTTP 200 and a `respCode`.
         */
        post: operations["callMethod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    orderState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 订单状态推送 LB_ORDER_STATE
         * @description Encrypted and signed like the hub's own requests, both with the callback key; without accessToken. Repeated with the same
         *     `busiSerial` up to 10 times until it is answered `00000`.
         */
        post: operations["receiveOrderState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        TokenRequest: {
            /**
             * 授权方式
             * @constant
             */
            grant_type: "client_credentials";
            /** 客户端编号 */
            client_id: string;
            /** 客户端密钥 */
            client_secret: string;
        };
        Token: {
            /** 令牌 */
            access_token: string;
            /** 有效期（秒） */
            expires_in: number;
        };
        TokenError: {
            /** 错误 */
            error: string;
        };
        /**
         * 方法名
         * @enum {unknown}
         */
        Method: "LB_ORDER_CREATE" | "LB_ORDER_QUERY" | "LB_ORDER_CANCEL" | "LB_ORDER_AMEND";
        /**
         * 报文格式
         * @constant
         */
        Format: "json";
        /** 应用编号 */
        AppId: string;
        /** 业务流水号 */
        BusiSerial: string;
        /**
         * 签名
         * @description Lower-case hex.
         */
        Sign: string;
        /**
         * 时间
         * @description yyyyMMddHHmmss, Asia/Shanghai
         * @example 20260105093015
         */
        Time: string;
        /**
         * 密文
         * @description Upper-case hex of whole AES blocks.
         */
        Ciphertext: string;
        /**
         * 业务请求（密文）
         * @description One of these by `method`, encrypted.
         */
        EncryptedRequest: components["schemas"]["Ciphertext"];
        /**
         * 业务结果（密文）
         * @description One of these by `method`, encrypted.
         */
        EncryptedResult: components["schemas"]["Ciphertext"];
        /** 状态推送（密文） */
        EncryptedOrderState: components["schemas"]["Ciphertext"];
        /** 应答 */
        Answer: {
            /**
             * 结果码
             * @description `00000` 调用成功, `10001` 签名错误, `10002` accessToken 失效, `20001` 参数错误, `20010` extOrderId 重复, `20020` 无资源,
             *     `20404` 订单不存在, `99999` 系统异常
             */
            respCode: string;
            /** 结果说明 */
            respDesc?: string | null;
            /**
             * 业务结果（密文）
             * @description Missing, empty or null where a method gives none.
             */
            result?: components["schemas"]["EncryptedResult"] | "" | null;
        };
        /**
         * 推送的系统参数
         * @description Further parameters may be there; they are signed too.
         */
        CallbackQuery: {
            /**
             * 方法名
             * @constant
             */
            method: "LB_ORDER_STATE";
            format: components["schemas"]["Format"];
            appId: components["schemas"]["AppId"];
            /** 接口版本 */
            version: string;
            timestamp: components["schemas"]["Time"];
            busiSerial: components["schemas"]["BusiSerial"];
            sign: components["schemas"]["Sign"];
        };
        /** 推送的应答 */
        CallbackAnswer: {
            /**
             * 结果码
             * @enum {unknown}
             */
            respCode: "00000" | "10001" | "20001" | "20404" | "99999";
            /** 结果说明 */
            respDesc: string;
        };
        /** 报装订单 (LB_ORDER_CREATE, LB_ORDER_AMEND) */
        Order: {
            extOrderId: components["schemas"]["ExtOrderId"];
            busiType: components["schemas"]["BusiType"];
            /**
             * 行政区划代码
             * @description GB/T 2260
             */
            regionCode: string;
            /** 客户名称 */
            custName: string;
            /**
             * 客户类型
             * @description `0` 个人, `1` 单位
             * @enum {unknown}
             */
            custType: "0" | "1";
            certType: components["schemas"]["CertType"];
            /** 证件号码 */
            certNo: string;
            /** 联系人 */
            linkName: string;
            /** 联系电话 */
            linkPhone: string;
            /** 装机地址 */
            installAddr: string;
            /**
             * 原装机地址
             * @description Required for `MOVE`.
             */
            oldAddr?: string;
            /** 产品 */
            products: components["schemas"]["Product"][];
            /** 预约上门时间 */
            bookTime?: components["schemas"]["Time"];
            /**
             * 备注
             * @description Required for `OTHER`; no limit is given.
             */
            remark?: string;
        } & (unknown & unknown);
        /**
         * 外部订单号
         * @description The hub's reference, stable over retries (idempotency key).
         * @example SLXB000001-NM
         */
        ExtOrderId: string;
        /**
         * 业务类型
         * @description `NEW` 新装, `MOVE` 迁移, `TRANSFER` 过户, `CANCEL` 销户, `OTHER` 其他
         * @enum {unknown}
         */
        BusiType: "NEW" | "MOVE" | "TRANSFER" | "CANCEL" | "OTHER";
        /**
         * 证件类型
         * @description `01` 身份证, `02` 护照, `03` 港澳台居民居住证, `11` 统一社会信用代码, `99` 其他
         * @enum {unknown}
         */
        CertType: "01" | "02" | "03" | "11" | "99";
        Product: components["schemas"]["BroadbandProduct"] | components["schemas"]["VoiceProduct"] | components["schemas"]["TvProduct"] | components["schemas"]["CircuitProduct"];
        /** 宽带 */
        BroadbandProduct: {
            /**
             * 产品类型
             * @constant
             */
            prodType: "BROADBAND";
            /** 带宽（Mbit/s） */
            bandwidth?: number;
        };
        /** 固话 */
        VoiceProduct: {
            /**
             * 产品类型
             * @constant
             */
            prodType: "VOICE";
            /** 线路数（门） */
            lines?: number;
        };
        /** 电视 */
        TvProduct: {
            /**
             * 产品类型
             * @constant
             */
            prodType: "TV";
            /** 终端数（台） */
            sets?: number;
        };
        /** 电路（专网） */
        CircuitProduct: {
            /**
             * 产品类型
             * @constant
             */
            prodType: "CIRCUIT";
            /** 需求说明 */
            note: string;
        };
        /** 受理结果 (LB_ORDER_CREATE) */
        OrderTaken: {
            orderId: components["schemas"]["OrderId"];
        };
        /** 移动订单号 */
        OrderId: string;
        /** 订单查询 (LB_ORDER_QUERY) */
        OrderQuery: {
            extOrderId: components["schemas"]["ExtOrderId"];
        };
        /** 撤单 (LB_ORDER_CANCEL) */
        OrderCancel: {
            extOrderId: components["schemas"]["ExtOrderId"];
            /** 撤单原因 */
            reason: string;
        };
        /**
         * 订单状态
         * @description `1` 已受理, `2` 已派单, `3` 已预约, `4` 已查勘, `5` 施工中, `6` 已竣工, `7` 待补件, `8` 已撤单, `9` 退单
         * @enum {unknown}
         */
        State: "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
        /** 订单状态信息 (LB_ORDER_QUERY, LB_ORDER_STATE) */
        Status: {
            orderId: components["schemas"]["OrderId"];
            /** 订单状态 */
            state: components["schemas"]["State"] | string;
            /** 状态时间 */
            stateTime: components["schemas"]["Time"];
            /** 说明 */
            remark?: string | null;
        };
        /** 状态推送 (LB_ORDER_STATE) */
        OrderState: components["schemas"]["Status"] & {
            extOrderId: components["schemas"]["ExtOrderId"];
        };
    };
    responses: {
        /** @description 令牌申请被拒绝 (*假定*, RFC 6749 §5.2) */
        TokenRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TokenError"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    issueToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description 令牌 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            400: components["responses"]["TokenRefused"];
            401: components["responses"]["TokenRefused"];
        };
    };
    callMethod: {
        parameters: {
            query: {
                /** @description 方法名 */
                method: components["schemas"]["Method"];
                /** @description 报文格式 */
                format: components["schemas"]["Format"];
                /** @description 应用编号 */
                appId: components["schemas"]["AppId"];
                /** @description 接口版本 */
                version: "1.0";
                /** @description 请求时间；with more than 10 minutes of difference the request is refused */
                timestamp: components["schemas"]["Time"];
                /** @description 令牌 */
                accessToken: string;
                /** @description 业务流水号；new for every attempt */
                busiSerial: components["schemas"]["BusiSerial"];
                /** @description 签名 */
                sign: components["schemas"]["Sign"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain; charset=UTF-8": components["schemas"]["EncryptedRequest"];
            };
        };
        responses: {
            /** @description 调用结果 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    receiveOrderState: {
        parameters: {
            query: {
                /** @description 方法名 */
                method: components["schemas"]["CallbackQuery"]["method"];
                /** @description 报文格式 */
                format: components["schemas"]["CallbackQuery"]["format"];
                /** @description 应用编号 */
                appId: components["schemas"]["CallbackQuery"]["appId"];
                /** @description 接口版本 */
                version: components["schemas"]["CallbackQuery"]["version"];
                /** @description 请求时间，±10 分钟 */
                timestamp: components["schemas"]["CallbackQuery"]["timestamp"];
                /** @description 业务流水号；the same over repeats of one message */
                busiSerial: components["schemas"]["CallbackQuery"]["busiSerial"];
                /** @description 签名 */
                sign: components["schemas"]["CallbackQuery"]["sign"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain; charset=UTF-8": components["schemas"]["EncryptedOrderState"];
            };
        };
        responses: {
            /** @description Stored when `respCode` is `00000`; `10001` signature or time, `20001` content, `20404` unknown extOrderId, `99999` not stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackAnswer"];
                };
            };
        };
    };
}
