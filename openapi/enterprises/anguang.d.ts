// Generated from enterprises/anguang.yaml by `npm run types`.
export interface paths {
    "/oauth2/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 获取访问令牌 */
        post: operations["requestToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 读取事件签名公钥 */
        get: operations["readKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tmf-api/productOrderingManagement/v4/productOrder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 按外部编号查询订单 */
        get: operations["listProductOrder"];
        put?: never;
        /** 提交订单 */
        post: operations["createProductOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tmf-api/productOrderingManagement/v4/productOrder/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 安广网络's own number of the order. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** 查询订单 */
        get: operations["retrieveProductOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** 补正订单 */
        patch: operations["patchProductOrder"];
        trace?: never;
    };
    "/tmf-api/productOrderingManagement/v4/cancelProductOrder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤单 */
        post: operations["createCancelProductOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tmf-api/productOrderingManagement/v4/hub": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 登记事件通知地址
         * @description Once per environment, at onboarding.
         */
        post: operations["registerListener"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    productOrderStateChangeEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 订单状态变化
         * @description To `…/listener/productOrderStateChangeEvent` below the registered callback. The JWT's `iss` is `anguang`, `aud` the hub's client id,
         *     `exp` at most 5 minutes ahead, `bodySha256` the base64url SHA-256 of the body; EdDSA or ES256, the key by `kid`. Sent again for
         *     24 hours under the same `eventId` until answered 204.
         */
        post: operations["listenToProductOrderStateChangeEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    productOrderInformationRequiredEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 订单待补件
         * @description To `…/listener/productOrderInformationRequiredEvent`; otherwise like the change of state.
         */
        post: operations["listenToProductOrderInformationRequiredEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** 令牌请求 */
        TokenRequest: {
            /**
             * 授权类型
             * @constant
             */
            grant_type: "client_credentials";
            /**
             * 客户端断言类型
             * @constant
             */
            client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            /**
             * 客户端断言
             * @description ES256 JWT; `iss` = `sub` = client id, `aud` the token URL, `exp` at most 5 minutes ahead, `jti` never used before.
             */
            client_assertion: string;
            /**
             * 权限范围
             * @constant
             */
            scope: "productOrder";
        };
        /** 订单（ProductOrder_Create） */
        Order: {
            /**
             * 外部流水号
             * @description The idempotency key.
             */
            externalId: string;
            /**
             * 订单类别
             * @constant
             */
            category: "水电气网联合报装";
            channel: components["schemas"]["SentChannels"];
            relatedParty: components["schemas"]["SentParties"];
            note?: components["schemas"]["SentNotes"];
            /**
             * 预约上门时间
             * Format: date-time
             */
            requestedStartDate?: string;
            productOrderItem: components["schemas"]["SentItems"];
        };
        /**
         * 订单补正
         * @description Merge patch with the members that changed; the official definition wants `productOrderItem` in it always. A dropped appointment is
         *     `null`, which takes a member away (RFC 7396) although the official definition shows a text only.
         */
        ProductOrder_Update: {
            relatedParty?: components["schemas"]["SentParties"];
            /**
             * 备注
             * @description Empty when the remarks were dropped.
             */
            note?: components["schemas"]["SentNote"][];
            /**
             * 预约上门时间
             * Format: date-time
             */
            requestedStartDate?: string | null;
            productOrderItem: components["schemas"]["SentItems"];
        };
        /** 渠道 */
        SentChannels: {
            /**
             * 渠道标识
             * @constant
             */
            id: "lianban";
            /**
             * 渠道名称
             * @constant
             */
            name: "水电气网联合报装";
        }[];
        /** 客户 */
        SentParties: components["schemas"]["SentParty"][];
        /** 客户 */
        SentParty: {
            /**
             * 证件号码
             * @description Of an organisation its 统一社会信用代码.
             */
            id: string;
            /** 客户名称 */
            name: string;
            /**
             * 角色
             * @constant
             */
            role: "customer";
            /**
             * 客户类型
             * @description `Individual` 个人, `Organization` 单位
             * @enum {unknown}
             */
            "@referredType": "Individual" | "Organization";
        };
        /** 备注 */
        SentNotes: components["schemas"]["SentNote"][];
        /** 备注 */
        SentNote: {
            /** 备注内容 */
            text: string;
        };
        /**
         * 订单项
         * @description One per product.
         */
        SentItems: components["schemas"]["SentItem"][];
        /** 订单项 */
        SentItem: {
            /** 序号 */
            id: string;
            /**
             * 操作
             * @description `add` 新装, `modify` 迁移、过户、其他, `delete` 销户
             * @enum {unknown}
             */
            action: "add" | "modify" | "delete";
            /** 产品 */
            productOffering: {
                /**
                 * 产品代码
                 * @description `BROADBAND` 宽带, `CABLE_TV` 有线电视
                 * @enum {unknown}
                 */
                id: "BROADBAND" | "CABLE_TV";
            };
            /** 产品内容 */
            product: {
                /** 地址 */
                place: components["schemas"]["SentPlace"][];
                /** 特征项 */
                productCharacteristic: components["schemas"]["SentCharacteristic"][] & (unknown & unknown & unknown & unknown & unknown & unknown);
            };
        } & (unknown & unknown & unknown & unknown & unknown & unknown);
        /** 地址 */
        SentPlace: {
            /**
             * 地址用途
             * @description `installationAddress` 装机地址, `formerAddress` 原地址
             * @enum {unknown}
             */
            role: "installationAddress" | "formerAddress";
            /** 详细地址 */
            name: string;
            /**
             * 地址类型
             * @constant
             */
            "@referredType": "GeographicAddress";
        };
        /** 特征项 */
        SentCharacteristic: {
            /** @constant */
            name: "businessKind";
            /**
             * @description `new` 新装, `move` 迁移, `transfer` 过户, `close` 销户, `other` 其他
             * @enum {unknown}
             */
            value: "new" | "move" | "transfer" | "close" | "other";
        } | {
            /** @constant */
            name: "bandwidthMbps";
            /** @description Mbit/s */
            value: number;
        } | {
            /** @constant */
            name: "tvSets";
            /** @description 台 */
            value: number;
        } | {
            /** @constant */
            name: "contactName";
            value: string;
        } | {
            /** @constant */
            name: "contactPhone";
            value: string;
        } | {
            /** @constant */
            name: "certType";
            value: components["schemas"]["CertType"];
        };
        /**
         * 证件类型
         * @description *Assumed*: the document names the characteristic and no values. `residentId` 居民身份证, `passport` 护照, `residencePermit`
         *     港澳台居民居住证, `uscc` 统一社会信用代码, `other` 其他
         * @enum {unknown}
         */
        CertType: "residentId" | "passport" | "residencePermit" | "uscc" | "other";
        /** 撤单请求 */
        CancelProductOrder_Create: {
            /** 订单 */
            productOrder: {
                /** 受理编号 */
                id: string;
            };
            /** 撤单原因 */
            cancellationReason: string;
        };
        /** 登记事件通知地址 */
        EventSubscriptionInput: {
            /**
             * 通知地址
             * Format: uri
             * @description The events are posted to `/listener/…` below it.
             */
            callback: string;
        };
        /** 访问令牌 */
        TokenAnswer: {
            /** 访问令牌 */
            access_token: string;
            /** 令牌类型 */
            token_type: string;
            /**
             * 有效期
             * @description Seconds.
             */
            expires_in: number;
        };
        /** 令牌错误 */
        TokenError: {
            /** 错误码 */
            error: string;
            /** 错误说明 */
            error_description?: string;
        };
        /** 公钥集合 */
        JsonWebKeySet: {
            keys: {
                kty: string;
                /** 密钥标识 */
                kid: string;
                crv?: string;
                x?: string;
                y?: string;
                alg?: string;
                use?: string;
            }[];
        };
        /**
         * 时间
         * Format: date-time
         * @description RFC 3339, without leap seconds.
         */
        Moment: string;
        /**
         * 订单
         * @description The official definition wants only `productOrderItem`, which the interface document does not print in events; `id` and `state` are
         *     promised by it. Of what the order repeats, the hub reads nothing, so nothing is demanded of it.
         */
        ProductOrder: {
            /** 受理编号 */
            id: string;
            /** 订单链接 */
            href?: string;
            /** 外部流水号 */
            externalId?: string;
            /** 订单状态 */
            state: components["schemas"]["ProductOrderStateType"] | string;
            /** 订单类别 */
            category?: string;
            /** 订单说明 */
            description?: string;
            /** 受理时间 */
            orderDate?: components["schemas"]["Moment"];
            /** 预约上门时间 */
            requestedStartDate?: string;
            /** 预计完成时间 */
            expectedCompletionDate?: string;
            /** 完成时间 */
            completionDate?: components["schemas"]["Moment"];
            /** 撤单时间 */
            cancellationDate?: components["schemas"]["Moment"];
            /** 撤单原因 */
            cancellationReason?: string;
            channel?: components["schemas"]["RelatedChannel"][];
            note?: components["schemas"]["Note"][];
            relatedParty?: components["schemas"]["RelatedParty"][];
            productOrderItem?: components["schemas"]["ProductOrderItem"][];
            "@type"?: string;
        };
        /** 订单列表 */
        ProductOrderList: components["schemas"]["ProductOrder"][];
        /**
         * 订单状态
         * @enum {string}
         */
        ProductOrderStateType: "acknowledged" | "rejected" | "pending" | "held" | "inProgress" | "cancelled" | "completed" | "failed" | "partial" | "assessingCancellation" | "pendingCancellation";
        /** 订单项 */
        ProductOrderItem: {
            /** 序号 */
            id?: string;
            /** 数量 */
            quantity?: number;
            /** 操作 */
            action?: components["schemas"]["OrderItemActionType"] | string;
            /** 订单项状态 */
            state?: string;
            productOffering?: components["schemas"]["ProductOfferingRef"];
            product?: components["schemas"]["ProductRefOrValue"];
        };
        /**
         * 操作
         * @enum {string}
         */
        OrderItemActionType: "add" | "modify" | "delete" | "noChange";
        /** 产品 */
        ProductOfferingRef: {
            /** 产品代码 */
            id?: string;
            href?: string;
            /** 产品名称 */
            name?: string;
            "@referredType"?: string;
        };
        /** 产品内容 */
        ProductRefOrValue: {
            id?: string;
            href?: string;
            name?: string;
            place?: components["schemas"]["RelatedPlaceRefOrValue"][];
            productCharacteristic?: components["schemas"]["Characteristic"][];
        };
        /** 地址 */
        RelatedPlaceRefOrValue: {
            id?: string;
            href?: string;
            /** 详细地址 */
            name?: string;
            /** 地址用途 */
            role?: string;
            "@referredType"?: string;
        };
        /** 特征项 */
        Characteristic: {
            name?: string;
            valueType?: string;
            value?: unknown;
        };
        /** 客户 */
        RelatedParty: {
            /** 证件号码 */
            id?: string;
            href?: string;
            /** 客户名称 */
            name?: string;
            /** 角色 */
            role?: string;
            /** 客户类型 */
            "@referredType"?: string;
        };
        /** 渠道 */
        RelatedChannel: {
            id?: string;
            href?: string;
            name?: string;
            role?: string;
            "@referredType"?: string;
        };
        /** 备注 */
        Note: {
            id?: string;
            /** 备注人 */
            author?: string;
            /** 备注时间 */
            date?: string;
            /** 备注内容 */
            text?: string;
        };
        /** 撤单 */
        CancelProductOrder: {
            /**
             * 撤单编号
             * @description Not the number of the order.
             */
            id?: string;
            href?: string;
            /** 撤单原因 */
            cancellationReason?: string;
            requestedCancellationDate?: string;
            /** 撤单生效时间 */
            effectiveCancellationDate?: string;
            productOrder: {
                /** 受理编号 */
                id: string;
                href?: string;
            };
            /** 撤单办理状态 */
            state?: components["schemas"]["TaskStateType"] | string;
        };
        /**
         * 撤单办理状态
         * @enum {string}
         */
        TaskStateType: "acknowledged" | "terminatedWithError" | "inProgress" | "done";
        /** 事件通知登记 */
        EventSubscription: {
            /** 登记编号 */
            id: string;
            /** 通知地址 */
            callback: string;
            query?: string;
        };
        /**
         * 错误
         * @description Goes both ways; the hub answers a refused event with it.
         */
        Error: {
            /** 错误码 */
            code: string;
            /**
             * 错误原因
             * @description May be shown to people.
             */
            reason: string;
            /** 详细说明 */
            message?: string;
            /** HTTP 状态码 */
            status?: string;
            /**
             * 参考链接
             * @description With 409, the href of the existing order.
             */
            referenceError?: string;
            "@type"?: string;
        };
        /**
         * 事件编号
         * @description The same for every delivery of the same event.
         */
        EventId: string;
        /** 事件中的订单 */
        ToldOrder: components["schemas"]["ProductOrder"] & {
            /** 外部流水号 */
            externalId: string;
        };
        /** 订单状态变化事件 */
        ProductOrderStateChangeEvent: {
            eventId: components["schemas"]["EventId"];
            /** 事件时间 */
            eventTime?: components["schemas"]["Moment"];
            /**
             * 事件类型
             * @constant
             */
            eventType: "ProductOrderStateChangeEvent";
            /** 事件标题 */
            title?: string;
            /** 事件说明 */
            description?: string;
            event: {
                productOrder: components["schemas"]["ToldOrder"];
            };
        };
        /** 订单待补件事件 */
        ProductOrderInformationRequiredEvent: {
            eventId: components["schemas"]["EventId"];
            /** 事件时间 */
            eventTime?: components["schemas"]["Moment"];
            /**
             * 事件类型
             * @constant
             */
            eventType: "ProductOrderInformationRequiredEvent";
            /** 事件标题 */
            title?: string;
            /** 事件说明 */
            description?: string;
            /**
             * 待补字段
             * @description The field of the order that is wanted.
             */
            fieldPath?: string;
            event: {
                productOrder: components["schemas"]["ToldOrder"];
            };
        };
        /**
         * 订单进度
         * @description What is read of an order that was answered or told of: the progress of its `ProductOrder`, and of an event its type, time and words.
         *     The customer's data in it are left out.
         */
        Status: {
            /** 订单状态 */
            state: components["schemas"]["ProductOrderStateType"] | string;
            /** 受理时间 */
            orderDate?: components["schemas"]["Moment"];
            /** 完成时间 */
            completionDate?: components["schemas"]["Moment"];
            /** 撤单时间 */
            cancellationDate?: components["schemas"]["Moment"];
            /** 撤单原因 */
            cancellationReason?: string;
            /**
             * 事件类型
             * @enum {unknown}
             */
            eventType?: "ProductOrderStateChangeEvent" | "ProductOrderInformationRequiredEvent";
            /** 事件时间 */
            eventTime?: components["schemas"]["Moment"];
            /** 事件说明 */
            description?: string;
            /** 待补字段 */
            fieldPath?: string;
        };
    };
    responses: {
        /** @description The message does not fit the contract. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The token is missing, expired or refused. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Not known. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description Too many requests. */
        TooManyRequests: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The system cannot work just now. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        /** @description 安广网络's own number of the order. */
        Id: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    requestToken: {
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
            /** @description A token for ten minutes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            /** @description The request is wrong (RFC 6749 §5.2). */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenError"];
                };
            };
            /** @description The client is unknown or its assertion is refused (`invalid_client`). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenError"];
                };
            };
        };
    };
    readKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The keys that events are signed with, each under its `kid`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JsonWebKeySet"];
                };
            };
            404: components["responses"]["NotFound"];
        };
    };
    listProductOrder: {
        parameters: {
            query?: {
                /** @description The key the hub gave. */
                externalId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The orders with this externalId; none or one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductOrderList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    createProductOrder: {
        parameters: {
            query?: never;
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
            /** @description The stored order. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductOrder"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            /** @description The externalId exists; `referenceError` is the href of the order that has it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not serviceable at the address. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    retrieveProductOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 安广网络's own number of the order. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order as it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductOrder"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    patchProductOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 安广网络's own number of the order. */
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductOrder_Update"];
            };
        };
        responses: {
            /** @description The corrected order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductOrder"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            /** @description The order waits for no material (*assumed*; the document does not say). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    createCancelProductOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelProductOrder_Create"];
            };
        };
        responses: {
            /** @description The cancellation is taken up; `terminatedWithError` means that the order goes on. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelProductOrder"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            /** @description Too late to cancel (*assumed*; the document does not say). */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The cancellation is declined. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    registerListener: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventSubscriptionInput"];
            };
        };
        responses: {
            /** @description Registered. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventSubscription"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    listenToProductOrderStateChangeEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductOrderStateChangeEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
    listenToProductOrderInformationRequiredEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductOrderInformationRequiredEvent"];
            };
        };
        responses: {
            /** @description Taken. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            500: components["responses"]["InternalServerError"];
        };
    };
}
