// Generated from enterprises/state-grid.yaml by `npm run types`.
export interface paths {
    "/transformation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 调用供电公司服务
         * @description One endpoint for all services; `serCode` and `serviceCode` name the same one: `20001780` 办电预申请, `20001781` 进度查询,
         *     `20001782` 撤回, `20001783` 补正.
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
    feedback: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 审批反馈
         * @description The grid posts this for every change of a pre-application, to the path agreed at onboarding, signed like a call but with the
         *     callback key. Anything but the answer `0000` is re-sent after 1, 5 and 30 minutes, then hourly for a day: duplicates are normal
         *     and messages can overtake each other. `1 接件` is never sent, the first message after acceptance is 3.
         */
        post: operations["feedback"];
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
         * 服务编码
         * @description `20001780` 办电预申请, `20001781` 进度查询, `20001782` 撤回, `20001783` 补正
         * @enum {unknown}
         */
        ServiceCode: "20001780" | "20001781" | "20001782" | "20001783";
        /** 请求报文 */
        Request: {
            serviceCode: components["schemas"]["ServiceCode"];
            /**
             * 请求方系统编码
             * @constant
             */
            source: "010307";
            /**
             * 目标系统编码
             * @constant
             */
            target: "34101";
            /**
             * 业务数据
             * @description `20001780` and `20001783` carry an Order, `20001781` an InquiryData, `20001782` a WithdrawalData.
             */
            data: {
                [key: string]: unknown;
            };
        } & (unknown & unknown & unknown);
        /**
         * 预申请编号
         * @description `XC`, the division code of the county (GB/T 2260), the time as `yyyyMMddHHmmss`, two digits; exactly 24 characters. The idempotency key: the same over every retry.
         * @example XC9901012026010509301501
         */
        PreAppNo: string;
        /** 办电预申请 */
        Order: {
            preAppNo: components["schemas"]["PreAppNo"];
            /**
             * 渠道编码
             * @constant
             */
            channelNo: "64";
            /**
             * 省级行政区划
             * @description GB/T 2260
             */
            proCode: string;
            /**
             * 市级行政区划
             * @description GB/T 2260
             */
            cityCode: string;
            /**
             * 县级行政区划
             * @description GB/T 2260
             */
            countyCode: string;
            /**
             * 街道（乡镇）代码
             * @description Nine digits, if known.
             */
            streetCode?: string;
            /** 用电地址 */
            elecAddr: string;
            /**
             * 业务类型（假定）
             * @description `0102` 新装, `0109` 改类, `0114` 过户, `0117` 销户, `0105` 临时用电, `0110` 增容, `0199` 其他 (remark required)
             * @enum {unknown}
             */
            busiTypeCode: "0102" | "0109" | "0114" | "0117" | "0105" | "0110" | "0199";
            /**
             * 减容方式（假定）
             * @constant
             */
            reduceCapMode: "010202";
            /**
             * 客户类型（假定）
             * @description `01` 高压 (total capacity over 160 kVA or own transformer), `02` 低压非居民, `03` 低压居民
             * @enum {unknown}
             */
            custType: "01" | "02" | "03";
            /**
             * 用户市场分类（假定）
             * @description `01` 个人, `02` 企业
             * @enum {unknown}
             */
            userMarketSort: "01" | "02";
            /** 用电户名 */
            consName: string;
            /**
             * 证件类型（假定）
             * @description `01` 身份证, `02` 护照, `03` 港澳台居民居住证, `07` 统一社会信用代码, `99` 其他
             * @enum {unknown}
             */
            certType: "01" | "02" | "03" | "07" | "99";
            /** 证件号码 */
            certNo: string;
            /**
             * 供电单位
             * @description Set on site; the sandbox has `3440823`.
             */
            orgNo: string;
            /**
             * 是否安装变压器
             * @description `1` 是, `0` 否
             * @enum {unknown}
             */
            isInstTrans: "1" | "0";
            /**
             * 是否开通谷峰用电
             * @description `1` 是, `0` 否
             * @enum {unknown}
             */
            isPeakValley: "1" | "0";
            /**
             * 主供容量
             * @description kVA, at most two decimals; required for `0102`, `0105` and `0110`.
             */
            contractCap?: number;
            /**
             * 备供容量
             * @description kVA, at most two decimals.
             */
            capRunCap?: number;
            /**
             * 期望服务日期
             * Format: date
             * @description `yyyy-MM-dd`; required for custType `02`.
             */
            serviceTime?: string;
            /** 客户联系人 */
            custContactLists: components["schemas"]["Contact"][];
            /** 附件 */
            files?: components["schemas"]["File"][];
            /**
             * 备注
             * @description Required for busiTypeCode `0199`.
             */
            remark?: string;
        } & (unknown & unknown & unknown);
        /** 联系人 */
        Contact: {
            /** 联系人姓名 */
            contactName: string;
            /** 联系电话 */
            contactMobile: string;
            /**
             * 联系类型
             * @constant
             */
            contactType: "01";
        };
        /** 附件 */
        File: {
            /**
             * 附件类型（假定）
             * @description `01` 身份证, `02` 营业执照, `03` 授权委托书, `99` 其他
             * @enum {unknown}
             */
            fileType: "01" | "02" | "03" | "99";
            /** 文件名 */
            fileName: string;
            /**
             * 文件内容
             * @description Base64 of at most 3 MiB.
             */
            fileBase64: string;
        };
        /** 进度查询 */
        InquiryData: {
            preAppNo: components["schemas"]["PreAppNo"];
        };
        /** 撤回 */
        WithdrawalData: {
            preAppNo: components["schemas"]["PreAppNo"];
            /** 撤回原因 */
            reason: string;
        };
        /** 返回报文 */
        Answer: {
            /**
             * 网关结果
             * @description `00000` 已送达 (the business result is in `data`), `40100` 签名错误, `50300` 供电系统不可达
             */
            code: string;
            /** 网关说明 */
            message?: string | null;
            data?: components["schemas"]["Result"] | null;
        };
        /**
         * 业务结果
         * @description The answer of `20001781` carries the order's status beside the result. That the answers of `20001780` carry `preAppNo` and `appNo`
         *     is assumed (*假定*); they are read where they come.
         */
        Result: {
            /**
             * 业务结果
             * @description `00000` 成功, `10001` preAppNo 已存在, `20001` 必填项缺失或格式错误, `20002` 供电单位与区划不符, `30001` 预申请不存在,
             *     `30002` 已送电不可撤回, `90001` 营销系统繁忙 / 日终批处理 (每日 23:30–00:30)
             */
            code: string;
            /** 业务说明 */
            message?: string | null;
            /** 预申请编号 */
            preAppNo?: string | null;
            /** 申请编号 */
            appNo?: string | null;
            /** 户号 */
            consNo?: string | null;
            sendElectType?: components["schemas"]["StatedSendElectType"];
            auditTime?: components["schemas"]["AuditTime"];
        };
        /**
         * 办件状态
         * @description `3` 受理, `4` 不受理, `6` 补正开始, `7` 补正结束, `8` 部门开始办理 (踏勘), `9` 特别程序开始, `10` 特别程序结束, `11` 办结 (送电), `14` 撤回.
         *     `1` 接件 is never sent. The document does not list `5` 不予受理, `12` 办结 (容缺通过), `15` 撤销; the numbers are
         *     those of the national table, where these have no other meaning (*assumed*).
         * @enum {unknown}
         */
        SendElectType: "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "11" | "12" | "14" | "15";
        /**
         * 办件状态
         * @description The document does not say whether it is text or a number, so both are read. Nothing (missing, null, empty) in the answer to an
         *     inquiry means that the grid has the pre-application and has not decided anything yet.
         */
        StatedSendElectType: components["schemas"]["SendElectType"] | string | number | null;
        /**
         * 审批时间
         * @description `yyyy-MM-dd HH:mm:ss`, Asia/Shanghai; empty while there is none.
         */
        AuditTime: string | null;
        /**
         * 原因编码
         * @description `01` 照片不清, `02` 照片不对, `03` 业务未上线, `04` 客户重复申请, `05` 资料审核不通过
         * @enum {unknown}
         */
        ReasonNo: "01" | "02" | "03" | "04" | "05";
        /** 审批状态 */
        Status: {
            /** 预申请编号 */
            preAppNo: string;
            sendElectType?: components["schemas"]["StatedSendElectType"];
            /** 申请编号 */
            appNo?: string | null;
            /** 户号 */
            consNo?: string | null;
            auditTime?: components["schemas"]["AuditTime"];
            /** 原因编码 */
            reasonNo?: components["schemas"]["ReasonNo"] | string | null;
            /** 原因名称 */
            reasonName?: string | null;
            /** 审批意见 */
            auditContent?: string | null;
            /**
             * CNSX
             * @description The document names it without saying what it is; the hub does not read it.
             */
            CNSX?: unknown;
        };
        /** 审批反馈 */
        Feedback: {
            data: components["schemas"]["FeedbackData"];
        };
        /** 审批反馈数据 */
        FeedbackData: components["schemas"]["Status"] & {
            /**
             * 消息流水号
             * @description Unique per message.
             */
            serialNo: string;
            sendElectType: string | number;
        };
        /** 反馈应答 */
        FeedbackAnswer: {
            /**
             * 应答编码
             * @description `0000` 成功, `0001` preAppNo 不存在, `0002` 错误, `0009` 字段缺失
             * @enum {unknown}
             */
            code: "0000" | "0001" | "0002" | "0009";
            /** 应答说明 */
            msg: string;
            /** 应答数据 */
            data: Record<string, never>;
        };
    };
    responses: never;
    parameters: {
        /**
         * @description 应用标识（假定）
         * @example LB990101
         */
        App: string;
        /**
         * @description 毫秒时间戳（假定）, epoch milliseconds, ±5 minutes.
         * @example 1767576615123
         */
        Time: string;
        /**
         * @description 签名（假定）, lower-case hex HMAC-SM3.
         * @example 779fc2ca68fd11928705631e17117fe4ed4fee79d07c0e84ef79b0a32bda973a
         */
        Sign: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    callService: {
        parameters: {
            query: {
                /** @description 服务编码 */
                serCode: components["schemas"]["ServiceCode"];
            };
            header: {
                /**
                 * @description 应用标识（假定）
                 * @example LB990101
                 */
                "X-Sg-App": components["parameters"]["App"];
                /**
                 * @description 毫秒时间戳（假定）, epoch milliseconds, ±5 minutes.
                 * @example 1767576615123
                 */
                "X-Sg-Time": components["parameters"]["Time"];
                /**
                 * @description 签名（假定）, lower-case hex HMAC-SM3.
                 * @example 779fc2ca68fd11928705631e17117fe4ed4fee79d07c0e84ef79b0a32bda973a
                 */
                "X-Sg-Sign": components["parameters"]["Sign"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Request"];
            };
        };
        responses: {
            /** @description The two-layer result, success or not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
            /** @description Not the grid's own, which answers 200 to everything; a proxy on the way. Its body is not read. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    feedback: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description 应用标识（假定）
                 * @example LB990101
                 */
                "X-Sg-App": components["parameters"]["App"];
                /**
                 * @description 毫秒时间戳（假定）, epoch milliseconds, ±5 minutes.
                 * @example 1767576615123
                 */
                "X-Sg-Time": components["parameters"]["Time"];
                /**
                 * @description 签名（假定）, lower-case hex HMAC-SM3.
                 * @example 779fc2ca68fd11928705631e17117fe4ed4fee79d07c0e84ef79b0a32bda973a
                 */
                "X-Sg-Sign": components["parameters"]["Sign"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Feedback"];
            };
        };
        responses: {
            /** @description Every answer; `0000` only after the message has been stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackAnswer"];
                };
            };
            /** @description Not an acknowledgement; the grid sends again. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
