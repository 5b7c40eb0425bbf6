// Generated from enterprises/county-approvals.yaml by `npm run types`.
export interface paths {
    "/approvals/rest/getToken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 获取令牌 */
        post: operations["getToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/rest/uploadFile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 上传材料 */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/rest/submitProject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 申报、补正
         * @description `flowno` is the idempotency key. The same content is answered with the same `flowsn` and items; other content `flowno已存在`, but
         *     while a department stands at 6 the corrected content hands the material in, and 7 follows by callback.
         */
        post: operations["submitProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/rest/getProgress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 查询进度
         * @description Before the first event of a department its `blzt` is 1, with the time of the submission.
         */
        post: operations["getProgress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/rest/cancelProject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 撤回
         * @description Departments that are open go to 2 before 受理, else to 14, and say so by callback; `已办结` when all have ended.
         */
        post: operations["cancelProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    itemProgress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 办件状态回调
         * @description What is not acknowledged comes again, in order per department.
         */
        post: operations["itemProgress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** 令牌 */
        Token: string;
        /**
         * 结果
         * @description What every answer has.
         */
        Result: {
            status: components["schemas"]["ResultStatus"];
            /**
             * 业务数据
             * @description Nothing to rely on unless the code is 1.
             */
            custom?: unknown;
        };
        Done: {
            status: {
                /** @constant */
                code?: "1";
            };
        };
        /** 结果 */
        ResultStatus: {
            /**
             * 结果码
             * @description `1` 成功, `0` 失败
             * @enum {string}
             */
            code: "0" | "1";
            /** 结果说明 */
            text?: string | null;
        };
        /** 获取令牌 */
        GetTokenRequest: {
            /** 参数 */
            params: {
                /** 应用标识 */
                appkey: string;
                /** 应用密钥 */
                appsecret: string;
            };
        };
        /** 令牌 */
        GetTokenAnswer: components["schemas"]["Result"] & unknown;
        /** 令牌 */
        TokenGrant: {
            token: components["schemas"]["Token"];
            /**
             * 有效期
             * @description Seconds.
             * @example 1800
             */
            expires: number;
        };
        /** 上传材料 */
        UploadFileRequest: {
            token: components["schemas"]["Token"];
            params: components["schemas"]["File"];
        };
        /** 材料文件 */
        File: {
            /** 文件名 */
            filename: string;
            /**
             * 文件内容
             * @description Base64 of at most 20 MiB (*假定*).
             */
            file: string;
        };
        /** 上传结果 */
        UploadFileAnswer: components["schemas"]["Result"] & unknown;
        /** 上传结果 */
        FileTaken: {
            fileid: components["schemas"]["FileId"];
        };
        /** 文件编号 */
        FileId: string;
        /** 申报 */
        SubmitProjectRequest: {
            token: components["schemas"]["Token"];
            params: components["schemas"]["Project"];
        };
        /**
         * 外部流水号
         * @description The idempotency key.
         */
        FlowNo: string;
        /**
         * 日期
         * Format: date
         * @description `yyyy-MM-dd`
         */
        Day: string;
        /** 申报内容 */
        Project: {
            /**
             * 行政区划
             * @description GB/T 2260
             * @example 990101
             */
            areacode: string;
            flowno: components["schemas"]["FlowNo"];
            /** 项目名称 */
            projectname: string;
            /** 申请单位 */
            applyunit: string;
            /**
             * 统一社会信用代码
             * @description GB 32100
             */
            applyuscc: string;
            /** 联系人 */
            linkman: string;
            /** 联系电话 */
            linkphone: string;
            /**
             * 办理方式
             * @description `1` 告知承诺备案制, `2` 并联审批制
             * @enum {string}
             */
            mode: "1" | "2";
            /**
             * 长度
             * @description Metres.
             */
            lengthm: number;
            /** 地址 */
            address: string;
            /** 走向 */
            route: string;
            /** 计划开工日期 */
            startdate: components["schemas"]["Day"];
            /** 计划完工日期 */
            enddate: components["schemas"]["Day"];
            /** 事项 */
            items: components["schemas"]["ItemCode"][];
            /**
             * 告知承诺
             * @description Of mode `1` always, of mode `2` never.
             * @constant
             */
            commitment?: true;
            /** 材料 */
            materials: components["schemas"]["Material"][];
        };
        /**
         * 事项编码
         * @description `GH` 建设工程规划, `DLWJ` 道路挖掘, `DLZY` 道路占用, `LDZY` 绿地临时占用
         * @enum {string}
         */
        ItemCode: "GH" | "DLWJ" | "DLZY" | "LDZY";
        /** 材料 */
        Material: {
            /** 材料名称 */
            name: string;
            fileid: components["schemas"]["FileId"];
        };
        /** 申报结果 */
        SubmitProjectAnswer: components["schemas"]["Result"] & unknown;
        /** 申报结果 */
        ProjectTaken: {
            /** 申报编号 */
            flowsn: string;
            /**
             * 事项
             * @description One for each department.
             */
            items: components["schemas"]["ItemTaken"][];
        };
        /** 事项 */
        ItemTaken: {
            itemcode: components["schemas"]["StatedItemCode"];
            projectno: components["schemas"]["ProjectNo"];
        };
        /** 事项编码 */
        StatedItemCode: components["schemas"]["ItemCode"] | string;
        /**
         * 项目编号
         * @description The department's own.
         */
        ProjectNo: string;
        /** 查询进度 */
        GetProgressRequest: {
            token: components["schemas"]["Token"];
            params: components["schemas"]["ProgressQuery"];
        };
        /** 查询进度 */
        ProgressQuery: {
            flowno: components["schemas"]["FlowNo"];
        };
        /** 进度 */
        GetProgressAnswer: components["schemas"]["Result"] & unknown;
        /** 进度 */
        Progress: {
            /** 事项 */
            items: components["schemas"]["Item"][];
        };
        /**
         * 事项进度
         * @description What an inquiry and a callback say of one item.
         */
        Item: {
            itemcode: components["schemas"]["StatedItemCode"];
            projectno: components["schemas"]["ProjectNo"];
            /** 办件状态 */
            blzt: components["schemas"]["StatusCode"] | string;
            /**
             * 办理时间
             * @description `yyyy-MM-dd HH:mm:ss`, Asia/Shanghai
             * @example 2026-01-05 09:30:15
             */
            blsj: string;
            /** 办理意见 */
            blyj?: string | null;
        };
        /**
         * 办件状态
         * @description `1` 接件, `2` 撤件, `3` 受理, `4` 不受理, `5` 不予受理, `6` 补正开始, `7` 补正结束, `8` 部门开始办理, `9` 特别程序开始,
         *     `10` 特别程序结束, `11` 办结 (通过), `12` 办结 (容缺通过), `13` 办结 (不通过), `14` 撤回, `15` 撤销
         * @enum {string}
         */
        StatusCode: "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "11" | "12" | "13" | "14" | "15";
        /** 撤回 */
        CancelProjectRequest: {
            token: components["schemas"]["Token"];
            params: components["schemas"]["Cancel"];
        };
        /** 撤回 */
        Cancel: {
            flowno: components["schemas"]["FlowNo"];
            /** 撤回原因 */
            reason: string;
        };
        /** 办件状态回调 */
        ItemCallback: {
            token: components["schemas"]["Token"];
            params: components["schemas"]["ItemNews"];
        };
        /** 办件状态 */
        ItemNews: {
            flowno: components["schemas"]["FlowNo"];
        } & components["schemas"]["Item"];
        /** 回调应答 */
        CallbackAnswer: {
            /** 结果 */
            status: {
                /**
                 * 结果码
                 * @enum {string}
                 */
                code: "0" | "1";
                /** 结果说明 */
                text: string;
            };
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
    getToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetTokenRequest"];
            };
        };
        responses: {
            /** @description A token or the reason why there is none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetTokenAnswer"];
                };
            };
        };
    };
    uploadFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UploadFileRequest"];
            };
        };
        responses: {
            /** @description The id of the file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadFileAnswer"];
                };
            };
        };
    };
    submitProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitProjectRequest"];
            };
        };
        responses: {
            /** @description The filing's number and one item for each department. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubmitProjectAnswer"];
                };
            };
        };
    };
    getProgress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetProgressRequest"];
            };
        };
        responses: {
            /** @description Where each department stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetProgressAnswer"];
                };
            };
        };
    };
    cancelProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelProjectRequest"];
            };
        };
        responses: {
            /** @description Done or not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Result"];
                };
            };
        };
    };
    itemProgress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemCallback"];
            };
        };
        responses: {
            /** @description Code 1 once it is stored. */
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
