// Generated from enterprises/unicom.yaml by `npm run types`.
export interface paths {
    "/api/lianban/applyOrder/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 受理订单
         * @description `SUBSCRIBE_ID` is the idempotency key: repeated, it is answered 1005 with the ORDER_ID there already is.
         */
        post: operations["applyOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lianban/queryOrder/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 查询订单 */
        post: operations["queryOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lianban/cancelOrder/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤销订单 */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lianban/amendOrder/v1": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 修改订单（补件）
         * @description The whole order again, corrected, under its SUBSCRIBE_ID.
         */
        post: operations["amendOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    orderStateNotify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 订单状态通知
         * @description The same envelope, its TOKEN made with the callback secret.
         */
        post: operations["orderStateNotify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** 请求报文头 */
        Head: {
            /** 应用编号 */
            APP_ID: string;
            TIMESTAMP: components["schemas"]["Timestamp"];
            TRANS_ID: components["schemas"]["TransId"];
            /**
             * 令牌
             * @description Lower-case hex MD5.
             */
            TOKEN: string;
            /** 保留域 */
            RESERVED: unknown[];
        };
        /**
         * 时间戳
         * @description `yyyy-MM-dd HH:mm:ss SSS`, ±10 minutes
         * @example 2026-01-05 09:30:15 123
         */
        Timestamp: string;
        /**
         * 交易流水
         * @description `yyyyMMddHHmmssSSS` and six digits, new for every attempt
         * @example 20260105093015123456789
         */
        TransId: string;
        /** 附加信息 */
        Attached: {
            /**
             * 媒体信息
             * @constant
             */
            MEDIA_INFO: "";
        };
        /**
         * 网关应答
         * @description The gateway's layer, which every answer has.
         */
        GatewayAnswer: {
            UNI_BSS_HEAD: components["schemas"]["AnswerHead"];
            /**
             * 应答报文体
             * @description Nothing to rely on when the gateway refuses.
             */
            UNI_BSS_BODY?: unknown;
        };
        /** 应答报文头 */
        AnswerHead: {
            /**
             * 网关应答码
             * @description `00000` ok, `10001` TOKEN, `10006` flow control, `90000` gateway error
             */
            RESP_CODE: string;
            /** 网关应答描述 */
            RESP_DESC?: string | null;
        };
        /** 业务结果 */
        Result: {
            RESP_CODE: components["schemas"]["BusinessCode"];
            /** 业务应答描述 */
            RESP_DESC?: string | null;
        };
        /**
         * 业务应答码
         * @description `0000` 成功, `1001` 参数错误, `1005` SUBSCRIBE_ID 已存在, `1010` 资源不具备, `1404` 订单不存在, `8888` 业务系统异常
         */
        BusinessCode: string;
        /**
         * @description `yyyyMMddHHmmss`
         * @example 20260105093015
         */
        Time: string;
        /**
         * 外部流水号
         * @description The business idempotency key, the same over every retry.
         */
        SubscribeId: string;
        ApplyOrderRequest: {
            UNI_BSS_HEAD: components["schemas"]["Head"];
            UNI_BSS_BODY: {
                APPLY_ORDER_REQ: components["schemas"]["CustomerOrder"];
            };
            UNI_BSS_ATTACHED: components["schemas"]["Attached"];
        };
        AmendOrderRequest: {
            UNI_BSS_HEAD: components["schemas"]["Head"];
            UNI_BSS_BODY: {
                AMEND_ORDER_REQ: components["schemas"]["CustomerOrder"];
            };
            UNI_BSS_ATTACHED: components["schemas"]["Attached"];
        };
        CustomerOrder: {
            /** 客户订单 */
            CST_ORD: {
                CST_ORD_INFO: components["schemas"]["Order"];
            };
        };
        /**
         * 客户订单信息
         * @description `CST_ORD_INFO`
         */
        Order: {
            SUBSCRIBE_ID: components["schemas"]["SubscribeId"];
            /** 客户中文名称 */
            CUST_NAME_CHINESE: string;
            /**
             * 客户类型
             * @description `0` 个人, `1` 集团
             * @enum {string}
             */
            CUST_TYPE: "0" | "1";
            /**
             * 证件类型
             * @description `02` 身份证, `08` 护照, `16` 港澳台居民居住证, `33` 统一社会信用代码, `99` 其他
             * @enum {string}
             */
            CERT_TYPE: "02" | "08" | "16" | "33" | "99";
            /** 证件号码 */
            CERT_CODE: string;
            /** 客户地址 */
            CUST_ADDRESS: string;
            /** 联系人姓名 */
            CUST_CONTACT_MAN_NAME: string;
            /** 联系人电话 */
            CUST_CONTACT_MAN_TEL: string;
            /**
             * 受理区县编码
             * @description GB/T 2260
             */
            DEAL_AREA_CODE: string;
            /**
             * 受理地市编码
             * @description Area code, by which the carrier calls the city.
             */
            TRADE_EPARCHY_CODE: string;
            /** 受理时间 */
            ACCEPT_DATE: components["schemas"]["Time"];
            /**
             * 备注
             * @description The interface gives no limit; 1000 characters (*假定*) hold all that the form can say here.
             */
            REMARK?: string;
            /** 业务订单列表 */
            SRV_ORD_LIST: {
                /** 业务订单 */
                SRV_ORD: components["schemas"]["ServiceOrder"][];
            };
        };
        /**
         * 业务订单
         * @description One service of the order. Each takes the attributes of its own kind and no other.
         */
        ServiceOrder: {
            SERVICE_ID: components["schemas"]["ServiceId"];
            TRADE_TYPE_CODE: components["schemas"]["TradeTypeCode"];
            /**
             * 激活类型
             * @constant
             */
            ACTIVE_TYPE: "1";
            /** 业务订单信息 */
            SRV_ORD_INFO: {
                /** 业务属性 */
                SRV_ATTR_INFO: components["schemas"]["ServiceAttribute"][];
            };
        } & (unknown & unknown & unknown & unknown & unknown & unknown);
        /**
         * 业务标识
         * @description `BB` 宽带, `TEL` 固话, `TV` 电视, `LINE` 电路（专网）
         * @enum {string}
         */
        ServiceId: "BB" | "TEL" | "TV" | "LINE";
        /**
         * 业务类型编码
         * @description `0010` 新装, `0070` 迁移, `0100` 过户, `0192` 销户, `0999` 其他
         * @enum {string}
         */
        TradeTypeCode: "0010" | "0070" | "0100" | "0192" | "0999";
        /**
         * 属性编码
         * @description `CON0007` install address, `CON0008` former address (迁移 must have it), `CON0021` bandwidth in Mbit/s (BB; 新装 must have it),
         *     `CON0031` lines (TEL), `CON0041` sets (TV), `CON0051` note (LINE), `CON0061` appointment `yyyyMMddHHmmss`
         * @enum {string}
         */
        AttributeCode: "CON0007" | "CON0008" | "CON0021" | "CON0031" | "CON0041" | "CON0051" | "CON0061";
        /** 业务属性 */
        ServiceAttribute: {
            ATTR_CODE: components["schemas"]["AttributeCode"];
            /** 属性值 */
            ATTR_VALUE: string;
            /**
             * 属性操作
             * @constant
             */
            ATTR_ACTION: "0";
        } & (unknown & unknown);
        ApplyOrderAnswer: {
            UNI_BSS_HEAD: components["schemas"]["AnswerHead"];
            UNI_BSS_BODY: {
                APPLY_ORDER_RSP: components["schemas"]["OrderResult"];
            };
        };
        AmendOrderAnswer: {
            UNI_BSS_HEAD: components["schemas"]["AnswerHead"];
            UNI_BSS_BODY: {
                AMEND_ORDER_RSP: components["schemas"]["OrderResult"];
            };
        };
        /** 受理结果 */
        OrderResult: {
            RESP_CODE: components["schemas"]["BusinessCode"];
            /** 业务应答描述 */
            RESP_DESC?: string | null;
            ORDER_ID?: components["schemas"]["OrderId"];
        };
        /** 联通订单号 */
        OrderId: string | null;
        QueryOrderRequest: {
            UNI_BSS_HEAD: components["schemas"]["Head"];
            UNI_BSS_BODY: {
                QUERY_ORDER_REQ: {
                    SUBSCRIBE_ID: components["schemas"]["SubscribeId"];
                };
            };
            UNI_BSS_ATTACHED: components["schemas"]["Attached"];
        };
        QueryOrderAnswer: {
            UNI_BSS_HEAD: components["schemas"]["AnswerHead"];
            UNI_BSS_BODY: {
                QUERY_ORDER_RSP: components["schemas"]["QueryResult"];
            };
        };
        /**
         * 查询结果
         * @description Carries a `Status` when RESP_CODE is `0000`.
         */
        QueryResult: {
            RESP_CODE: components["schemas"]["BusinessCode"];
            /** 业务应答描述 */
            RESP_DESC?: string | null;
            ORDER_ID?: components["schemas"]["OrderId"];
            /** 订单状态 */
            ORDER_STATE?: string;
            /** 状态时间 */
            STATE_DATE?: string;
            /** 备注 */
            REMARK?: string | null;
        };
        /**
         * 订单状态
         * @description What a callback and an inquiry say of an order.
         */
        Status: {
            /** 订单状态 */
            ORDER_STATE: components["schemas"]["OrderState"] | string;
            /** 状态时间 */
            STATE_DATE: components["schemas"]["Time"];
            /** 备注 */
            REMARK?: string | null;
        };
        /**
         * 订单状态
         * @description `10` 已受理, `20` 已派单, `30` 已预约, `40` 已查勘, `50` 施工中, `60` 已竣工, `70` 待补件, `80` 已撤单, `90` 退单
         * @enum {string}
         */
        OrderState: "10" | "20" | "30" | "40" | "50" | "60" | "70" | "80" | "90";
        CancelOrderRequest: {
            UNI_BSS_HEAD: components["schemas"]["Head"];
            UNI_BSS_BODY: {
                CANCEL_ORDER_REQ: {
                    SUBSCRIBE_ID: components["schemas"]["SubscribeId"];
                    /** 撤单原因 */
                    REASON: string;
                };
            };
            UNI_BSS_ATTACHED: components["schemas"]["Attached"];
        };
        CancelOrderAnswer: {
            UNI_BSS_HEAD: components["schemas"]["AnswerHead"];
            UNI_BSS_BODY: {
                CANCEL_ORDER_RSP: components["schemas"]["Result"];
            };
        };
        OrderStateNotifyRequest: components["schemas"]["NotifyEnvelope"] & {
            UNI_BSS_BODY: {
                ORDER_STATE_NOTIFY_REQ: components["schemas"]["Notification"];
            };
        };
        /** 订单状态通知 */
        Notification: components["schemas"]["Status"] & {
            SUBSCRIBE_ID: components["schemas"]["SubscribeId"];
            ORDER_ID?: components["schemas"]["OrderId"];
        };
        /** 通知报文头 */
        NotifyHead: {
            /** 应用编号 */
            APP_ID: string;
            TIMESTAMP: components["schemas"]["Timestamp"];
            TRANS_ID: components["schemas"]["TransId"];
            /** 令牌 */
            TOKEN: string;
        };
        /** @description A notification whose TOKEN is still to be checked; of its body nothing is believed yet. */
        NotifyEnvelope: {
            UNI_BSS_HEAD: components["schemas"]["NotifyHead"];
        };
        /** @description In the envelope of every message; the head is that of the notification, as far as that can be read, with the result. */
        OrderStateNotifyAnswer: {
            /** 应答报文头 */
            UNI_BSS_HEAD: {
                /** 应用编号 */
                APP_ID?: string;
                TIMESTAMP?: components["schemas"]["Timestamp"];
                TRANS_ID?: components["schemas"]["TransId"];
                /**
                 * 令牌
                 * @description Of the notification; it covers the head alone.
                 */
                TOKEN?: string;
                /** 保留域 */
                RESERVED: unknown[];
                /**
                 * 网关应答码
                 * @enum {string}
                 */
                RESP_CODE: "00000" | "10001";
                /** 网关应答描述 */
                RESP_DESC: string;
            };
            /**
             * 应答报文体
             * @description Empty when the TOKEN was refused.
             */
            UNI_BSS_BODY: {
                ORDER_STATE_NOTIFY_RSP?: {
                    /**
                     * 业务应答码
                     * @enum {string}
                     */
                    RESP_CODE: "0000" | "1001" | "1404" | "8888";
                    /** 业务应答描述 */
                    RESP_DESC: string;
                };
            };
            UNI_BSS_ATTACHED: components["schemas"]["Attached"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    applyOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplyOrderRequest"];
            };
        };
        responses: {
            /** @description Both layers of the result, or the gateway's alone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplyOrderAnswer"] | components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    queryOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryOrderRequest"];
            };
        };
        responses: {
            /** @description Both layers of the result, or the gateway's alone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryOrderAnswer"] | components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelOrderRequest"];
            };
        };
        responses: {
            /** @description Both layers of the result, or the gateway's alone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelOrderAnswer"] | components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    amendOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendOrderRequest"];
            };
        };
        responses: {
            /** @description Both layers of the result, or the gateway's alone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmendOrderAnswer"] | components["schemas"]["GatewayAnswer"];
                };
            };
        };
    };
    orderStateNotify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderStateNotifyRequest"];
            };
        };
        responses: {
            /** @description Head 00000 and body 0000 once it is stored; else the layer that refuses says so. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderStateNotifyAnswer"];
                };
            };
        };
    };
}
