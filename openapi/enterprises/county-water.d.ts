// Generated from enterprises/county-water.yaml by `npm run types`.
export interface paths {
    "/api/appService/checkSubmitFlow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 提交前检查在途业务
         * @description Must be called before `submit`; its answer is valid for 10 minutes. 200, or 301.
         */
        post: operations["checkSubmitFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appService/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 提交用水报装
         * @description 200 with `<billNo>,提交成功`; the bill number is the text before the first comma.
         */
        post: operations["submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appService/queryFlow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 查询办理进度
         * @description At most one query per bill in 5 minutes; one a second in the sandbox.
         */
        post: operations["queryFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appService/resubmit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 退补后重新提交
         * @description The whole order again, corrected, after 退补.
         */
        post: operations["resubmit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/appService/cancelFlow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 作废
         * @description 200, or 409 已施工不可作废.
         */
        post: operations["cancelFlow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** 公共参数 */
        Form: {
            /** 客户端标识 */
            clientid: string;
            /**
             * 时间戳
             * @description `yyyyMMddHHmmss`, ±10 min
             */
            timestamp: string;
            /**
             * 业务数据
             * @description A JSON text.
             */
            data: string;
            /** 签名 */
            sign: string;
        };
        CheckForm: components["schemas"]["Form"] & {
            data?: unknown;
        };
        OrderForm: components["schemas"]["Form"] & {
            data?: unknown;
        };
        QueryForm: components["schemas"]["Form"] & {
            data?: unknown;
        };
        CancellationForm: components["schemas"]["Form"] & {
            data?: unknown;
        };
        /** 在途业务检查 */
        Check: {
            flowcode: components["schemas"]["FlowCode"];
            cardno: components["schemas"]["CertificateNumber"];
            address: components["schemas"]["Address"];
        };
        /**
         * 用水报装申请
         * @description Field table *假定*.
         */
        Order: {
            flowsn: components["schemas"]["FlowSerial"];
            flowcode: components["schemas"]["FlowCode"];
            usertype: components["schemas"]["UserType"];
            /**
             * 用户名称
             * @description 单位名称 of an organisation, else 申请人姓名.
             */
            corporative: string;
            credtype: components["schemas"]["CertificateType"];
            credno: components["schemas"]["CertificateNumber"];
            /** 联系人 */
            linkman: string;
            /** 联系电话 */
            tel: string;
            address: components["schemas"]["Address"];
            /**
             * 原地址
             * @description Required for `water_move`.
             */
            oldaddress?: string;
            /**
             * 供水需求
             * @description 吨/日 (tonnes a day), decimal text with at most two places; required for `water_new`, `water_temp`, `water_expand`.
             * @example 3.50
             */
            dayflow?: string;
            /**
             * 预约时间
             * @description `yyyy-MM-dd HH:mm`
             */
            appointment?: string;
            /** 登记人 */
            approvaluser?: string;
            /**
             * 备注
             * @description Required for `water_other`.
             */
            remark?: string;
            /**
             * 附件
             * @description At most 5 files in all.
             */
            attachList?: components["schemas"]["AttachmentGroup"][];
        } & (unknown & unknown & unknown);
        /**
         * 外部流水号
         * @description The idempotency key, the same over every retry.
         */
        FlowSerial: string;
        /**
         * 业务流程
         * @description `water_new` 新装, `water_move` 改装, `water_transfer` 过户, `water_cancel` 销户, `water_temp` 临时用水, `water_fire` 消防,
         *     `water_expand` 增容, `water_other` 其他
         * @enum {unknown}
         */
        FlowCode: "water_new" | "water_move" | "water_transfer" | "water_cancel" | "water_temp" | "water_fire" | "water_expand" | "water_other";
        /**
         * 用户类型
         * @description `1` 住宅, `2` 工业, `3` 商用, `9` 其他
         * @enum {unknown}
         */
        UserType: "1" | "2" | "3" | "9";
        /**
         * 证件类型
         * @description `01` 居民身份证, `02` 统一社会信用代码, `03` 护照, `04` 港澳台居民居住证, `99` 其他
         * @enum {unknown}
         */
        CertificateType: "01" | "02" | "03" | "04" | "99";
        /** 证件号码 */
        CertificateNumber: string;
        /** 使用地址 */
        Address: string;
        /** 同类附件 */
        AttachmentGroup: {
            /**
             * 附件类型
             * @description `86` as in the sample of the document; it lists no other (*假定*: it stands for every kind of file).
             * @constant
             */
            filetype: "86";
            files: components["schemas"]["AttachedFile"][];
        };
        /** 附件文件 */
        AttachedFile: {
            /** 文件名 */
            filename: string;
            /**
             * 扩展名
             * @enum {unknown}
             */
            filesuffix: "jpg" | "png" | "pdf";
            /**
             * 文件内容
             * @description Base64 of at most 2 MiB.
             */
            filecontent: string;
        };
        /** 进度查询 */
        Query: {
            flowsn: components["schemas"]["FlowSerial"];
        };
        /** 作废申请 */
        Cancellation: {
            flowsn: components["schemas"]["FlowSerial"];
            /** 作废原因 */
            reason: string;
        };
        /** 结果 */
        Result: {
            /**
             * 结果码
             * @example 200
             */
            code: string;
            /**
             * 结果说明
             * @example JXGS00000001,提交成功
             */
            msg: string;
        };
        /** 进度查询结果 */
        QueryResult: {
            /** 结果码 */
            code: string;
            /** 结果说明 */
            msg: string;
            /** @description With code 200. */
            data?: components["schemas"]["Status"];
        };
        /** 办理进度 */
        Status: {
            /** 工单编号 */
            billNo: string;
            /** 外部流水号 */
            flowsn: string;
            /** 当前环节 */
            node: components["schemas"]["Node"] | string;
            /**
             * 环节时间
             * @description `yyyy-MM-dd HH:mm:ss`
             */
            nodeTime: string;
            /** 经办人员 */
            handler?: string | null;
            /**
             * 环节说明
             * @description Of 退补 what must be corrected, of 退件 why.
             */
            remark?: string | null;
        };
        /**
         * 环节
         * @description In the usual order 受理, 踏勘, 设计, 预算, 缴费, 施工, 验收, 通水 (finished); aside 退补 (material must be corrected), 作废 (cancelled),
         *     退件 (refused).
         * @enum {unknown}
         */
        Node: "受理" | "踏勘" | "设计" | "预算" | "缴费" | "施工" | "验收" | "通水" | "退补" | "作废" | "退件";
    };
    responses: {
        /** @description 结果 */
        Result: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Result"];
            };
        };
        /** @description Too many requests; no Retry-After. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    checkSubmitFlow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["CheckForm"];
            };
        };
        responses: {
            200: components["responses"]["Result"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    submit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["OrderForm"];
            };
        };
        responses: {
            200: components["responses"]["Result"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    queryFlow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["QueryForm"];
            };
        };
        responses: {
            /** @description 结果 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryResult"];
                };
            };
            429: components["responses"]["TooManyRequests"];
        };
    };
    resubmit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["OrderForm"];
            };
        };
        responses: {
            200: components["responses"]["Result"];
            429: components["responses"]["TooManyRequests"];
        };
    };
    cancelFlow: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["CancellationForm"];
            };
        };
        responses: {
            200: components["responses"]["Result"];
            429: components["responses"]["TooManyRequests"];
        };
    };
}
