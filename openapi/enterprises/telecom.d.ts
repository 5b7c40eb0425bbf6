// Generated from enterprises/telecom.yaml by `npm run types`.
export interface paths {
    "/csb/service": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 调用总线服务 (SVC80003, SVC80004, SVC80005, SVC80006)
         * @description Answered with HTTP 200 whatever the result; 5xx only when the bus itself is down.
         */
        post: operations["callService"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    orderStatusChanged: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 进度回调 (SVC80010)
         * @description Repeated every 10 minutes, 6 times, until it is answered with RspType 0 and RspCode 0000.
         */
        post: operations["orderStatusChanged"];
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
         * 请求报文
         * @description XML, bytes in GBK, `Content-Type` `text/xml;charset=GBK`, root element `ContractRoot`.
         */
        RequestMessage: string;
        /**
         * 应答报文
         * @description XML, bytes in GBK, root element `ContractRoot`.
         */
        AnswerMessage: string;
        /**
         * 回调报文
         * @description XML, bytes in GBK, root element `ContractRoot`.
         */
        CallbackMessage: string;
        /**
         * @description yyyyMMddHHmmss in Asia/Shanghai.
         * @example 20260105093015
         */
        Time: string;
        /**
         * 交易流水号
         * @description SrcSysID (10), yyyyMMdd, 10 digits; new for every attempt.
         * @example 9901010001202601050000000001
         */
        TransactionId: string;
        /**
         * 服务编码
         * @description SVC80003 受理, SVC80004 查询, SVC80005 撤单, SVC80006 补充资料
         * @enum {unknown}
         */
        ServiceCode: "SVC80003" | "SVC80004" | "SVC80005" | "SVC80006";
        /** ContractRoot（请求） */
        RequestEnvelope: {
            TcpCont: components["schemas"]["RequestHead"];
            SvcCont: components["schemas"]["RequestContent"];
        };
        /** SvcCont（请求） */
        RequestContent: {
            CUSTOMER_ORDER?: components["schemas"]["Order"];
            QRY?: components["schemas"]["Query"];
            CANCEL?: components["schemas"]["Cancel"];
        };
        /** TcpCont（请求） */
        RequestHead: {
            /**
             * 请求标识
             * @constant
             */
            ActionCode: "0";
            TransactionID: components["schemas"]["TransactionId"];
            /**
             * 服务等级
             * @constant
             */
            ServiceLevel: "1";
            /** 发起方机构 */
            SrcOrgID: string;
            /** 发起方系统 */
            SrcSysID: string;
            /**
             * 系统签名
             * @description The system's fixed pass word.
             */
            SrcSysSign: string;
            /** 落地方机构 */
            DstOrgID: string;
            /** 落地方系统 */
            DstSysID: string;
            /**
             * 业务功能编码
             * @constant
             */
            BusCode: "BUS35011";
            ServiceCode: components["schemas"]["ServiceCode"];
            /**
             * 服务协议版本
             * @description ServiceCode and the date of its version.
             */
            ServiceContractVer: string;
            /** 请求时间 */
            ReqTime: components["schemas"]["Time"];
        };
        /** ContractRoot（应答） */
        AnswerEnvelope: {
            TcpCont: components["schemas"]["AnswerHead"];
            /**
             * SvcCont（应答）
             * @description Missing or empty where the service answers nothing.
             */
            SvcCont?: components["schemas"]["OrderAnswer"] | components["schemas"]["QueryAnswer"] | (Record<string, never> | string);
        };
        /** TcpCont（应答） */
        AnswerHead: {
            /**
             * 应答标识
             * @constant
             */
            ActionCode: "1";
            /**
             * 交易流水号
             * @description That of the request; empty when the request could not be read.
             */
            TransactionID: string;
            /** 应答时间 */
            RspTime?: string;
            Response: components["schemas"]["Response"];
        };
        /** 应答结果 */
        Response: {
            /**
             * 应答类型
             * @description 0 成功 9 错误
             * @enum {unknown}
             */
            RspType: "0" | "9";
            /** 应答码 */
            RspCode: string;
            /**
             * 应答描述
             * @description May be CDATA and may hold a Java stack.
             */
            RspDesc?: string;
        };
        /** ContractRoot（回调） */
        CallbackEnvelope: {
            TcpCont: components["schemas"]["CallbackHead"];
            SvcCont: components["schemas"]["CallbackContent"];
        };
        /** TcpCont（回调） */
        CallbackHead: {
            /**
             * 请求标识
             * @constant
             */
            ActionCode: "0";
            /** 交易流水号 */
            TransactionID: string;
            /** 系统签名 */
            SrcSysSign: string;
            /**
             * 服务编码
             * @constant
             */
            ServiceCode: "SVC80010";
            /** 请求时间 */
            ReqTime?: string;
        };
        /** SvcCont（回调） */
        CallbackContent: {
            ORDER_STATUS: components["schemas"]["OrderStatus"];
        };
        /**
         * 外部订单号
         * @example SLXB000001-NT
         */
        Reference: string;
        /** CUSTOMER_ORDER 客户订单 */
        Order: {
            EXT_CUST_ORDER_ID: components["schemas"]["Reference"];
            /** 本地网 */
            LAN_ID: string;
            /** 区域（GB/T 2260） */
            REGION_ID: string;
            CUST: components["schemas"]["Customer"];
            ORDER_ITEMS: components["schemas"]["OrderItems"];
            /** 预约时间 */
            BOOK_TIME?: components["schemas"]["Time"];
            /**
             * 备注
             * @description Required for 4090900000 其他.
             */
            REMARK?: string;
        };
        /** CUST 客户 */
        Customer: {
            /** 客户名称 */
            CUST_NAME: string;
            CERT_TYPE: components["schemas"]["CertificateType"];
            /** 证件号码 */
            CERT_NUMBER: string;
            /** 联系人 */
            CONTACT_NAME: string;
            /** 联系电话 */
            CONTACT_PHONE: string;
        };
        /**
         * 证件类型
         * @description 1 身份证 2 护照 4 港澳台居民居住证 15 统一社会信用代码 99 其他
         * @enum {unknown}
         */
        CertificateType: "1" | "2" | "4" | "15" | "99";
        /** ORDER_ITEMS 订单项列表 */
        OrderItems: {
            /**
             * 订单项
             * @description One for each product.
             */
            ORDER_ITEM: components["schemas"]["OrderItem"][];
        };
        /**
         * 业务动作
         * @description 4010100000 新装 4020200000 迁移（移机） 4030300000 过户 4040400000 销户（拆机） 4090900000 其他
         * @enum {unknown}
         */
        ServiceOffer: "4010100000" | "4020200000" | "4030300000" | "4040400000" | "4090900000";
        /**
         * 产品
         * @description 9 宽带 2 固话 881 IPTV 电视 1179 电路专网
         * @enum {unknown}
         */
        Product: "9" | "2" | "881" | "1179";
        /** ORDER_ITEM 订单项 */
        OrderItem: {
            SERVICE_OFFER_ID: components["schemas"]["ServiceOffer"];
            PROD_ID: components["schemas"]["Product"];
            /** 装机地址 */
            INSTALL_ADDR: string;
            /**
             * 原地址
             * @description Required for 4020200000 迁移.
             */
            OLD_ADDR?: string;
            ATTR?: components["schemas"]["Attribute"];
        } & (unknown & unknown & unknown & unknown & unknown & unknown);
        /**
         * ATTR 属性
         * @description BANDWIDTH 带宽 (Mbit/s) LINES 固话门数 SETS 电视数量 NOTE 电路需求说明; both are XML attributes.
         */
        Attribute: {
            /**
             * 属性编码
             * @enum {unknown}
             */
            CD: "BANDWIDTH" | "LINES" | "SETS" | "NOTE";
            /** 属性值 */
            VAL: string;
        };
        /** SvcCont（受理应答） */
        OrderAnswer: {
            /** 电信订单号 */
            CUST_ORDER_NBR: string;
        };
        /** QRY 查询 */
        Query: {
            EXT_CUST_ORDER_ID: components["schemas"]["Reference"];
        };
        /** CANCEL 撤单 */
        Cancel: {
            EXT_CUST_ORDER_ID: components["schemas"]["Reference"];
            /** 撤单原因 */
            REASON: string;
        };
        /** SvcCont（查询应答） */
        QueryAnswer: components["schemas"]["Status"];
        /**
         * 订单状态
         * @description 101200 已受理 101300 已派单 101400 已预约上门 101500 上门查勘完成 201100 施工中 201300 已竣工 401100 已撤单 401200 待补资料 401300 退单
         * @enum {unknown}
         */
        StatusCode: "101200" | "101300" | "101400" | "101500" | "201100" | "201300" | "401100" | "401200" | "401300";
        /** 订单进度 */
        Status: {
            /** 电信订单号 */
            CUST_ORDER_NBR?: string;
            /** 订单状态 */
            STATUS_CD: components["schemas"]["StatusCode"] | string;
            /** 状态时间 */
            STATUS_DATE: components["schemas"]["Time"];
            /** 说明 */
            REMARK?: string;
        };
        /** ORDER_STATUS 进度回调 */
        OrderStatus: components["schemas"]["Status"] & {
            /** 外部订单号 */
            EXT_CUST_ORDER_ID: string;
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
    callService: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/xml": components["schemas"]["RequestMessage"];
            };
        };
        responses: {
            /** @description The result, decoded as `AnswerEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/xml": components["schemas"]["AnswerMessage"];
                };
            };
            /** @description The bus is down. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    orderStatusChanged: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/xml": components["schemas"]["CallbackMessage"];
            };
        };
        responses: {
            /** @description RspType 0 / RspCode 0000 once stored, 9 otherwise; decoded as `AnswerEnvelope`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/xml": components["schemas"]["AnswerMessage"];
                };
            };
        };
    };
}
