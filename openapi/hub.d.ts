// Generated from hub.yaml by `npm run types`.
export interface paths {
    "/v1/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询联合办件列表
         * @description Newest first, in pages; pass `nextCursor` of one page as `cursor` of the next. Filters combine with AND.
         */
        get: operations["listApplications"];
        put?: never;
        /**
         * 提交联合报装申请
         * @description Takes one joint application. Application, orders and delivery intents are committed together before the answer, so a 202 is a
         *     promise: the case ends finished, refused, withdrawn, or in front of a person. All failing fields are reported at once.
         *
         *     The same `Idempotency-Key` with the same body gives the same answer and joint number however often it is sent; with another
         *     body it is refused (422 `idempotency-key-reused`). While the first request of a key is still running a second waits briefly and
         *     is then told to come back (409 `idempotency-key-busy`). Keys are remembered for 30 days (a setting).
         */
        post: operations["submitApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/application-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 校验申请表（不提交）
         * @description Says what `submitApplication` would say of this form now, and stores nothing: every failing field at once, or which enterprises
         *     would get an order and by when acceptance and survey would be promised. For a form as it is being filled in: one that is
         *     incomplete is answered 200 with its errors, in the codes and pointers of the problem `validation-failed`. What of it is
         *     complete is looked at further, so that an enterprise or a file that cannot be chosen is told before the rest is filled in.
         *     A body that is no JSON object is a problem.
         */
        post: operations["checkApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询本人的草稿
         * @description The caller's own, the one that was changed last first; without the forms.
         */
        get: operations["listDrafts"];
        put?: never;
        /**
         * 保存草稿
         * @description Keeps a form that a person has begun: any JSON object, whatever is wrong with it. It is theirs alone, outlasts the session, and goes
         *     seven days after it was last changed (a setting), with its submission (`draftId` of `submitApplication`), or with the account. A
         *     person has 20 at most (409 `drafts-full`).
         */
        post: operations["createDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts/{draftId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 草稿编号 */
                draftId: components["schemas"]["DraftId"];
            };
            cookie?: never;
        };
        /**
         * 打开草稿
         * @description The form as it was kept last.
         */
        get: operations["readDraft"];
        /**
         * 更新草稿
         * @description Takes the place of what was kept. `version` is the one that was seen; where it has been changed since, in another tab or on another
         *     machine, the answer is 409 `draft-changed`.
         */
        put: operations["changeDraft"];
        post?: never;
        /**
         * 删除草稿
         * @description For good.
         */
        delete: operations["deleteDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/open-applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询在办件（按最近时限）
         * @description Applications of which an order is open, in pages: the one in front of which something is due first, late ones before all; those whose
         *     clocks stand still come later, those of which nothing is due any more last, newest first. A clerk's are those of the unit.
         */
        get: operations["listOpenApplications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/colleagues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询本单位的窗口人员
         * @description The clerks of the caller's unit, to whom the duty for an application can be handed. None for a program.
         */
        get: operations["listColleagues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 按申请人查询联合办件
         * @description Finds applications by what identifies their applicant, each value in full and all of them together; values that a supplement
         *     corrected count too. The values are compared by keyed hashes and stand in no URL, so that they get into no log on the way. Answers
         *     like the list: newest first, in pages, masked. The identity number is enough by itself; of the other values there have to be two
         *     (`search-too-wide` otherwise), but for window clerks, who find what their own unit has taken in alone: to them one is enough. Who looked for somebody by which kinds of values, when and why, and how many were shown is recorded
         *     with every page, and a client may do so only so often (`too-many-requests`).
         *
         *     `number` is what somebody typed and is no value of a person as far as anybody knows; it is enough by itself, and stands here rather
         *     than in the address of a list because it may turn out to be one.
         */
        post: operations["searchApplications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        /**
         * 查询一个联合办件
         * @description The application with its orders, each with its own state and 办件状态 code, native number and what happens next.
         */
        get: operations["readApplication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/results/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
                /** @description 附件编号 */
                attachmentId: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        /**
         * 下载办理结果附件
         * @description One of the files that an enterprise's specialists have added to an order, listed under its `results`. Each reading is recorded.
         */
        get: operations["readResult"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        /**
         * 查询一个联合办件的办理过程
         * @description Everything that happened to the application, oldest first - its receipt, attempts to hand over orders, messages of the enterprises, changes of state.
         */
        get: operations["readTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/exchanges": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        /**
         * 查询与企业的往来记录
         * @description Every exchange with an enterprise about the application's orders, the newest last, in pages; pass `nextCursor` of one page as `cursor` of
         *     the next. Each comes with the messages that were sent, or the one that was received, in readable form. What is personal, what was
         *     written freely, and what proves who one is stands as `***`, the contents of files as their size; the names of the fields stay. Kept for
         *     at least 180 days after the application has ended (网络安全法 第二十一条).
         */
        get: operations["listExchanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 删除个人信息
         * @description Takes the person out of an application that has ended, before the time by which that happens anyway (个人信息保护法 第四十七条):
         *     the form, corrections, remarks, files and the enterprises' messages as they came are gone for good. What remains are the statistics:
         *     services, kinds, enterprises, region and street code, the nature of the business, the kind of applicant, states and times. The answers
         *     show `***` and `erasedAt` from then on. The exchanges, in which there is no person, are kept as long as any log. While an order is open, or
         *     is being talked about with its enterprise, the answer is 409 `application-open`. Recorded with who did it and why.
         */
        post: operations["eraseApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/accountability": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 移交首问责任
         * @description Another clerk of the unit that took the application in answers for it from now on; any of its clerks may do that. Recorded with who did
         *     it and why (`duty-handover`). To whom it was handed already it is not handed again.
         */
        post: operations["handOverDuty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 撤回联合办件或其中的单项业务
         * @description The applicant wants the application, or single orders of it, back. An order that has not left the hub is withdrawn at once;
         *     the others are asked back from their enterprises, which may decline (已施工, 已送电 …): the order then goes on and the portal is told by
         *     the event `order.withdrawalDeclined`. Asking again for what is asked for already, or withdrawn, changes nothing. When none of
         *     the named orders is open any more, the answer is 409 `nothing-to-withdraw`.
         */
        post: operations["withdrawApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/supplement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 补正单项业务
         * @description Sends corrected fields or files for an order that asks for them (待补正). `changes` is a merge patch (RFC 7396) on the form as the
         *     order's enterprise has it; what was applied for (services, kind, carriers, supplier) cannot change. The corrected form must be
         *     valid as a whole; pointers in errors lead into `changes`. New files take the place of earlier ones of the same kind. For an
         *     order that waits for nothing the answer is 409 `no-material-wanted`.
         */
        post: operations["supplementApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/disclosure": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 查看申请人信息原文
         * @description Answers what the other operations mask, for a purpose that is stated. Who asked for which fields of which application, when and
         *     why is recorded before the answer, and stays recorded (个人信息保护法 第五十一条).
         */
        post: operations["discloseApplicant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/query-code": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 换发查询码
         * @description Gives the application another query code, when the receipt was lost or read by somebody else; the one before is good no more, and what was
         *     tried in vain is forgotten. Recorded with who did it and why (`query-code-renewal`).
         */
        post: operations["renewQueryCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disclosures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询个人信息查看与查找记录
         * @description Who has read personal data in full or has looked for somebody by it, newest first, in pages. What they read, and which values they
         *     looked for, is not in it.
         */
        get: operations["listDisclosures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/personal-data-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询个人信息加密密钥的使用情况
         * @description Which keys personal data is encrypted with, and how much with each; never a key itself. A key that is not active can be taken out
         *     of the settings once it is used for nothing. Nothing is counted beyond 1000, so that the report takes as long however much is
         *     stored: 1000 stands for as many or more.
         */
        get: operations["readPersonalDataKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/due-removals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询到期应清除的数量
         * @description How much has been kept for as long as the settings say and goes with the next purge, which the hub does once a day by itself.
         *     What is counted here is what a purge removes. Nothing is counted beyond 1000 (messages: those of 1000 exchanges), so that the
         *     report takes as long however much is stored: 1000 stands for as many or more.
         */
        get: operations["readDueRemovals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 上传附件
         * @description Stores one file and answers its id, which an application then names. The type is read from the content, never from the name:
         *     JPEG, PNG or PDF, at most 3 MiB. The limits of the chosen enterprises (see the catalogue) are checked when an application names it.
         *     A file that no application names within a day is removed.
         */
        post: operations["uploadAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 附件编号 */
                attachmentId: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        /**
         * 下载附件（凭限时链接）
         * @description For enterprises that fetch files (新奥燃气). The link they were given carries its own authorisation and expires; it opens this one
         *     file and nothing else.
         */
        get: operations["readAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enterprises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询企业目录
         * @description The county that the hub serves, and every enterprise of the settings, in their order - by which interface it is reached, whether it is connected, what it can do, and whether it answers.
         */
        get: operations["listEnterprises"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar/years/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 年份 */
                year: components["parameters"]["CalendarYear"];
            };
            cookie?: never;
        };
        /**
         * 查询一年的工作日安排
         * @description Which days of the year are not what their weekday says, which ones the county has closed or opened itself, and how many working days
         *     there are. A year whose arrangements nobody has published is `provisional` - weekends and the thirteen statutory days are off.
         */
        get: operations["readCalendarYear"];
        /**
         * 导入一年的放假安排
         * @description Puts a yearly file, as holiday-cn publishes it, in the place of all that was known of the year; what is still running is counted anew.
         *     Days of the December before belong to the file. Answered with the days that differ; `dryRun` changes nothing. Who did it and why is recorded.
         */
        put: operations["importCalendarYear"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar/closures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 停办若干日
         * @description Whole days on which the county does not work, whatever is published; what is still running is counted anew. A day that the county has
         *     opened is a contradiction (409 `calendar-contradiction`). `takenBack` takes closures back. Who did it and why is recorded.
         */
        post: operations["closeDays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 加开若干日
         * @description Whole days on which the county works, whatever is published; what is still running is counted anew. A day that the county has closed is
         *     a contradiction (409 `calendar-contradiction`). `takenBack` takes openings back. Who did it and why is recorded.
         */
        post: operations["openDays"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendar/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 推算办结期限
         * @description When something would be due that is promised within working days, by the same count as everything that runs; stores nothing. The day of
         *     `from` is not counted; it is due at the close of office. While a pause is open there is no deadline.
         */
        post: operations["readDue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询总览
         * @description The whole hub on one screen - of every enterprise whether it answers, what is on its way to it and what waits for a person; the
         *     callbacks of which nothing has come yet; and whether the portal takes the events. As it is now.
         */
        get: operations["readOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/undeliverable-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询需人工处理的单项业务
         * @description Orders that the hub could not hand over, supplement or ask back by itself, or of which it could not tell the enterprise the time of
         *     the visit, and about which it does nothing more until a person decides. By joint number, oldest first, in pages; pass `nextCursor` of one page as `cursor` of the next. Filters combine with AND.
         */
        get: operations["listUndeliverableOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/moved-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询移到工作台的单项业务
         * @description Orders of enterprises with a system of their own that were moved to the desk of their people and have not ended; those that nobody has
         *     taken there can be given back (`returnOrderFromDesk`). By joint number, oldest first, in pages; pass `nextCursor` of one page as `cursor` of the next. Filters combine
         *     with AND.
         */
        get: operations["listMovedOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/undeliverable-orders/{orderId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单项业务编号 */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        /**
         * 查询一个需人工处理的单项业务
         * @description The order with every exchange about it with its enterprise, oldest first.
         */
        get: operations["readUndeliverableOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/undeliverable-orders/{orderId}/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单项业务编号 */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 重新处理一个单项业务
         * @description Takes up again what was given up about one order; otherwise as `redriveOrders`.
         */
        post: operations["redriveOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/undeliverable-orders/{orderId}/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单项业务编号 */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 人工了结一个单项业务
         * @description A person has found out how the matter stands, by telephone for instance: the enterprise has the order or the material after all, or
         *     the order ends here, or the enterprise keeps it. The portal is told as if the enterprise had said so itself. What cannot be said of
         *     the matter that was given up is answered 409 `settlement-not-possible`.
         */
        post: operations["settleOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/undeliverable-orders/{orderId}/desk": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单项业务编号 */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 把一个送不到的单项业务移到企业的工作台
         * @description The order is worked by the enterprise's specialists from then on. Before that the enterprise is asked whether it has the order, so
         *     that nothing is worked twice: where it has, the order is delivered and not moved. Where it cannot be asked, or does not answer, the
         *     answer is 409 `enterprise-not-asked`, unless whoever moves the order has found out otherwise that the enterprise does not have it,
         *     and vouches for that. What is not the handing over of an order is answered 409 `move-not-possible`. Who did it and why is recorded.
         */
        post: operations["moveOrderToDesk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/undeliverable-orders/{orderId}/desk-return": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单项业务编号 */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 把移到工作台的单项业务交还企业的系统
         * @description An order that was moved to the desk is handed over to the enterprise's system again, which is asked first. Only as long as nobody has
         *     taken it; then, or where the enterprise has no system by now, the answer is 409 `move-not-possible`. Who did it and why is recorded.
         */
        post: operations["returnOrderFromDesk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/undeliverable-order-redrives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 按条件重新处理单项业务
         * @description Takes up again, at once and with all retries before it, what was given up about every order that the filter takes (an empty one takes
         *     all). Where the outcome of the last attempt is unknown the enterprise is asked before anything is sent, so nothing is placed twice.
         *     `dryRun` counts and changes nothing: the count is what is then done. Who did it and why is recorded.
         */
        post: operations["redriveOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks-inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询企业来报
         * @description What the enterprises told, newest first, in pages; pass `nextCursor` of one page as `cursor` of the next. Filters combine with AND.
         *     Never the messages themselves: they hold personal data. Of those that were refused at most twenty an hour are kept for each enterprise,
         *     for some days; `readOverview` tells how many there were.
         */
        get: operations["listCallbacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks-inbox/{callbackId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 来报编号 */
                callbackId: components["parameters"]["CallbackId"];
            };
            cookie?: never;
        };
        /**
         * 查询一条企业来报
         * @description The callback and what its status means to the hub; of one that was refused what its enterprise can find it by.
         */
        get: operations["readCallback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks-inbox/{callbackId}/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 来报编号 */
                callbackId: components["parameters"]["CallbackId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 重新采纳一条企业来报
         * @description Takes one callback again; otherwise as `redriveCallbacks`. One that cannot be is answered 409 `not-redrivable`.
         */
        post: operations["redriveCallback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callback-redrives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 按条件重新采纳企业来报
         * @description Takes again, in the order in which they came, all `redrivable` callbacks that the filter takes (an empty one takes all): those that
         *     failed in the hub, came for an order that was unknown then, told a status that was unknown then, or waited for an acknowledgement
         *     that has come since or never will. What was verified when it came is not verified again, and none is refused for its age. `dryRun`
         *     counts and changes nothing: the count is what is then done. Who did it and why is recorded.
         */
        post: operations["redriveCallbacks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/rating-links": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 生成评价链接
         * @description A link by which the applicant rates one order that has ended, or, without `order`, the application as a whole once all its orders have
         *     (好差评, GB/T 39735; 一次一评). It is told here and nowhere else; of its token the hub keeps the hash alone. Where the county uses the
         *     province's page, the link leads there once, within minutes; else it leads to the hub's own page and is spent by rating, not by opening.
         *     What has been rated can be added to once, within 30 days (a setting): the link is for that, then (`purpose`).
         *
         *     409 `not-ended` for what goes on, `already-rated` for what was rated and added to, or too long ago; `ratings-not-set` where the settings
         *     do not say where applicants reach the hub; 410 `person-erased`. The same request once more, with its Idempotency-Key, is answered with the same link.
         */
        post: operations["createRatingLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ratings/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the link. */
                token: components["parameters"]["RatingToken"];
            };
            cookie?: never;
        };
        /**
         * 打开评价链接
         * @description For the applicant's browser, by a link of `createRatingLink`: a page without scripts on which they rate, or add to what they rated. A link to
         *     the province's page leads there (303, `Referrer-Policy: no-referrer`), and is spent by that; HEAD spends nothing. A link that is spent, over or
         *     was never given is one and the same page (404). The address is written to no log.
         */
        get: operations["readRatingPage"];
        put?: never;
        /**
         * 提交评价
         * @description What the page sends. None of the levels is chosen beforehand; the two lower ones need at least one of their reasons. The last four digits of the
         *     applicant's telephone are asked for, and may be given wrongly five times in a quarter of an hour, by all links of the application together. Answered by
         *     a page, whatever comes of it; what was entered stands in it again. A rating of the two lower levels opens a rectification (`listRectifications`).
         */
        post: operations["rate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ratings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询评价
         * @description What applicants rated, newest first, for those who see everything; texts without the applicant's data. Whoever is rated reads counts
         *     (`readRatingCounts`) and never who rated. Pages as everywhere; filters combine with AND.
         */
        get: operations["listRatings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rating-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询评价数量
         * @description How many rated how in a period, of what the caller sees: an enterprise its own orders, a unit what it took in. Who rated is not told.
         *     Without a period it is the month under way.
         */
        get: operations["readRatingCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ratings/{ratingId}/mark": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 评价编号 */
                ratingId: components["parameters"]["RatingId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 标注评价
         * @description A rating that was looked into and is not what it seems stays, marked, and is counted apart; `none` takes a mark away. Recorded, with the
         *     reason. One whose appeal is to be decided is marked by that (409 `rectification-step-not-possible`); 409 `rating-changed` where it is
         *     of another version.
         */
        post: operations["markRating"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rectifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询差评整改
         * @description What a rating of the two lower levels has brought about (差评), oldest first: an enterprise has those of its orders, a unit those of what it
         *     took in. Of the application as a whole the enterprise whose order ended last has it, and the unit. Without `state` those that go on.
         */
        get: operations["listRectifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rectifications/{rectificationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 整改编号, that of its rating */
                rectificationId: components["parameters"]["RectificationId"];
            };
            cookie?: never;
        };
        /**
         * 查询一件差评整改
         * @description One, with what was said and done. It names the case, since somebody has to call back; nothing of the applicant.
         */
        get: operations["readRectification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rectifications/{rectificationId}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 整改编号, that of its rating */
                rectificationId: components["parameters"]["RectificationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 整改一步
         * @description `name` says who sees to it, `callBack` records a call to the applicant, `close` the result, `appeal` that the rating is held to be wrong, which somebody of
         *     another role decides, and which stops the time of the rectification meanwhile. `steps` lists what can be done where it stands; anything else is 409
         *     `rectification-step-not-possible`. `version` is that of the rectification as it was seen: 409 `rectification-changed` where something has happened
         *     since. The same request once more, with its Idempotency-Key, is done once and answered as it stands. Each step is recorded with who took it.
         */
        post: operations["takeRectificationStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rectifications/{rectificationId}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 整改编号, that of its rating */
                rectificationId: components["parameters"]["RectificationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 裁决申诉
         * @description Decides an appeal: upheld, the rectification ends and the rating stays, marked; rejected, the rectification goes on. Nobody decides
         *     their own (409 `own-appeal`); 409 `rectification-step-not-possible` where there is none to decide. Recorded, with the reason.
         */
        post: operations["decideAppeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clocks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询承诺时限
         * @description The clocks of the orders that the caller sees: what was promised of them, by when, and whose turn it is. Those that have not ended
         *     stand in the order of their due times, the longest overdue first and those that stand still last; those that have ended
         *     (`state=ended`) by their end, newest first. Pages as everywhere; filters combine with AND.
         */
        get: operations["listClocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clocks/{clockId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询一项承诺时限的计时明细
         * @description One clock with its ledger - what paused it, and who caused that - and every time that its due time was made, with the reason.
         */
        get: operations["readClock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clock-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 统计承诺时限
         * @description How many clocks that have not ended `listClocks` tells the caller of in each state, and how many are due today (Asia/Shanghai),
         *     those among them that are late by now included.
         */
        get: operations["countClocks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询考核数据
         * @description What the orders that the caller sees came to in a period, by enterprise, service and kind. Each happening counts on the day on which
         *     it happened, in Asia/Shanghai, so that a month that is over stays as it was and a year is the sum of its months.
         *
         *     A promise counts once: as kept `onTime` on the day it was kept, or as `late` on the day it was missed, whether it has been kept
         *     since or not (`outstanding`); one whose order ended before - withdrawn, refused - counts as neither. Working days are counted from
         *     the day of the beginning, which is 0, to the day it was kept, and pauses are not taken out of them: those stand beside, by cause.
         *
         *     A joint visit is of several enterprises: it is counted once among `visits`, and each enterprise's part in it in its row. Filings are
         *     those of the row's enterprise, and `departments` the same by department.
         *
         *     Without a period it is the month under way. As JSON, as `text/csv` for spreadsheets or as `text/html`, a report to be printed
         *     (通报), as `Accept` asks; JSON where it does not say.
         */
        get: operations["readFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/desk/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询工作台待办
         * @description The open orders at the desk of the caller's enterprise, the first one due first and those whose time stands still last. Without
         *     `task` those that wait for the applicant are left out: what is listed waits for somebody at the desk. Pages as everywhere; filters
         *     combine with AND.
         */
        get: operations["listDeskOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/desk/orders/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
            };
            cookie?: never;
        };
        /**
         * 查看工作台上的一件单项业务
         * @description One order as its enterprise gets it: the basic block and its own service's block, in full, with what a supplement corrected. Each
         *     reading is recorded (个人信息保护法 第五十一条). Another enterprise's order is answered 404.
         */
        get: operations["readDeskOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/desk/orders/{reference}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 办理一步
         * @description A specialist says what has come of the order, and the portal is told as if the enterprise's system had said it. `steps` of the order
         *     lists what can be said where it stands; any other step is answered 409 `step-not-possible`. `version` is that of the order as the
         *     specialist saw it: where something has happened since, the answer is 409 `order-changed`, whose `detail` tells what. The same request
         *     once more, with its Idempotency-Key, is done once and answered with the order as it stands. Each step is recorded with who took it.
         */
        post: operations["takeDeskStep"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/desk/orders/{reference}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 上传办理结果附件
         * @description Stores one file and answers its id, which a step then names under `attachments`: the record of a survey, a quote, a photo of what was
         *     built. Types and sizes are those of the applicants' attachments: JPEG, PNG or PDF by its content, at most 3 MiB. A file that no step
         *     names within a day is removed.
         */
        post: operations["uploadDeskAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/desk/orders/{reference}/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
                /** @description 附件编号 */
                attachmentId: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        /**
         * 下载工作台上一件单项业务的附件
         * @description One of the files that belong to the order, the applicant's and the results. Each reading is recorded.
         */
        get: operations["readDeskAttachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{reference}/filings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 申报行政审批
         * @description The enterprise that builds files for the stretch from the red line to the public network (规划、道路挖掘、道路占用、绿地临时占用), never the
         *     resident. `reference` is that of its own order, which must not have ended (409 `order-ended`; another enterprise's is answered 404).
         *     The table of the settings (`approvals.decisions`) decides by service, voltage, length, crossing and green area, the first row that fits:
         *     `exempt` 免予审批 is recorded with its reason and sent nowhere; `notice` 告知承诺备案 needs the `commitment`; `parallel` 并联审批 puts the order
         *     in 特别程序 (9, and 10 when no such filing is open any more). A measure that a row needs, up to the one that fits, must be given: 422
         *     `measure-needed`. The lengths of the enterprise's filings for the same application, or at the same address, within twelve months are added
         *     up for the decision (不可拆分; refused and cancelled ones do not count); what is sent is the filing's own. Where the county has no approvals
         *     system, or no table, the answer is 409 `no-approvals`. The same request once more, with its Idempotency-Key, is answered with the filing
         *     as it stands.
         */
        post: operations["fileForOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{reference}/filing-files": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 上传申报附件
         * @description Stores one file and answers its id, which a filing then names under `materials`. Types and sizes are those of all attachments: JPEG, PNG
         *     or PDF by its content, at most 3 MiB. A file that no filing names within a day is removed.
         */
        post: operations["uploadFilingFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询行政审批申报
         * @description The filings that the caller sees, the newest first: a portal those of its applications, an enterprise its own. Filters combine with AND.
         *     Pages as everywhere.
         */
        get: operations["listFilings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filings/{filingId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申报标识 */
                filingId: components["parameters"]["FilingId"];
            };
            cookie?: never;
        };
        /**
         * 查看一件行政审批申报
         * @description One filing with each department's progress and clock, and what was said about it. What it says of people and places (`content`) is shown
         *     to the enterprise that filed it alone.
         */
        get: operations["readFiling"];
        /**
         * 补正行政审批申报
         * @description The whole filing again, corrected, while a department waits for that (补正, 6): 409 `no-correction-wanted` otherwise. It goes to all
         *     departments under the same number. The items stay as they were filed, and so does the way it is decided: where the corrected measures
         *     would decide otherwise the answer is 422 `decision-differs`. `version` is that of the filing as it was seen: 409 `filing-changed` where
         *     something has happened since; 409 `correction-under-way` while an earlier one is on its way. The department says by itself when it has it (7).
         */
        put: operations["correctFiling"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filings/{filingId}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申报标识 */
                filingId: components["parameters"]["FilingId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 撤回行政审批申报
         * @description The enterprise does not want it any more. What has not left the hub is cancelled at once; else the approvals system is asked, and the
         *     departments that have not ended say so one by one. The filing counts for no later decision then. A filing that has ended is answered 409
         *     `filing-ended`. It is cancelled by itself when its order is withdrawn or ends, a `notice` when the order ends otherwise than completed.
         */
        post: operations["cancelFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filings/{filingId}/follow-up": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申报标识 */
                filingId: components["parameters"]["FilingId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 告知承诺事后核查
         * @description What has become of a `notice` on site: the works are finished, the surface is restored. A day that was recorded can be corrected. Any
         *     other filing, and one that has been cancelled, refused or revoked, is answered 409 `no-follow-up`.
         */
        post: operations["followUpFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filings/{filingId}/breach": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申报标识 */
                filingId: components["parameters"]["FilingId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 认定违反承诺
         * @description What was promised with a `notice` was not kept: the filing is revoked (撤销, 15), with all its items, the enterprise sees it and the portal
         *     is told. The order itself stays as it is, also one that has ended. Any other filing is answered 409 `no-breach`.
         */
        post: operations["breakFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filings/{filingId}/redrive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申报标识 */
                filingId: components["parameters"]["FilingId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 重新送报
         * @description What could not be done about a filing, and stands in front of a person, is tried again. Recorded with its reason. Nothing of that: 409
         *     `not-given-up`.
         */
        post: operations["redriveFiling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/visit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        /**
         * 查询联合踏勘
         * @description The one visit of all enterprises of an application that need one (联合踏勘): the open one, or the last. Of the parties an enterprise is
         *     told of itself alone. 404 `visit-not-found` where nobody has proposed any.
         */
        get: operations["readVisit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/visit/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 提出踏勘时间
         * @description Proposes a half-day of a working day, or an hour of it, to the enterprises whose orders have not ended and need a visit. There is one open
         *     visit of an application: another time for it has a number of its own and voids every answer that was given to the one before. `version`
         *     is that of the open visit as it was seen; where it is another by now, the answer is 409 `visit-changed`. Answers close two office hours after
         *     the proposal unless set otherwise (`visits.answerWithin`), at the latest when the slot begins. 409 `visit-not-needed` where no order needs a
         *     visit (any more). A slot in the past, on a day off or of the wrong half-day is `validation-failed`, with a pointer into `slot`.
         */
        post: operations["proposeVisit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/visit/answers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 答复踏勘时间
         * @description The enterprise of the caller says whether it comes at the proposed time; with `proposedOther`, when it could. An answer names the number of
         *     the proposal: one to a proposal that is in force no more is answered 409 `proposal-superseded`. Once a time is agreed an enterprise can still
         *     confirm it, or say that it does not come and goes alone; it cannot propose another. A time that its system has booked (`surveyBooked`) is an
         *     answer by itself: accepted within the slot, `proposedOther` elsewhere. Recorded with who has said it (`visit-answer`).
         */
        post: operations["answerVisit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/visit/applicant-answers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 申请人答复踏勘时间
         * @description The applicant accepts the proposed time, or asks for another, which is a new proposal at once and voids the answers to the one before.
         *     Where no visit is open, a wished time (`proposedOther`, without `proposal`) proposes the first. By the portal for the applicant, or at the
         *     window that took the application in.
         */
        post: operations["answerVisitForApplicant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/visit/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 确定踏勘时间
         * @description Settles the time before the answers close: those who accepted come; who was silent, or wished another time, is told to come and is marked
         *     unconfirmed (未确认); who declined goes alone. Once the answers have closed, or all have been given, the hub settles by itself. A time that is
         *     settled already is not settled again. Where all have declined the visit is cancelled.
         */
        post: operations["settleVisit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/visit/cancellations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 取消联合踏勘
         * @description Cancels a visit that has not begun; another may be proposed.
         */
        post: operations["cancelVisit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/visit/beginnings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 开始联合踏勘
         * @description The visit has begun, and the applicant is there: from the day of the agreed slot on. Pauses that an absent applicant has caused end with it.
         *     A visit that has begun is not begun again.
         */
        post: operations["beginVisit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/visit/results": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 登记踏勘结果
         * @description What has come of the visit for the caller's enterprise: `feasible`; `needsConstruction` with length and route; `notFeasible` with a reason.
         *     Before the visit has begun the answer is 409 `visit-not-begun`; from the beginning of the slot on a result begins it. Of an order at the
         *     enterprise's desk it is its survey as well (`surveyed`). Once all that came have a result, the visit is done.
         */
        post: operations["reportVisit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/visit/no-shows": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 企业登记未到场
         * @description Says, once the slot has begun, that the applicant was not there, or that the caller's own enterprise has not come, and why. Where the
         *     applicant was absent the visit is over (`noShow`), and the clocks of the orders concerned stand still from the beginning of the slot until
         *     another visit begins.
         */
        post: operations["reportNoShow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/visit/no-show-marks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 窗口登记未到场
         * @description The same, by who arranges the visit, of the applicant or of any enterprise that was to come.
         */
        post: operations["markNoShow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/applications/{jointNumber}/visit/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 上传踏勘照片
         * @description Stores one file and answers its id, which a result then names under `attachments`. Types and sizes are those of the applicants'
         *     attachments. A file that no result names within a day is removed.
         */
        post: operations["uploadVisitAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询联合踏勘清单
         * @description The visits of the applications that the caller sees, by the time of their slots, the earliest first. Pages as everywhere; filters
         *     combine with AND.
         */
        get: operations["listVisits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询人工操作记录
         * @description What was done by hand - who, when, what, why, to how many. Newest first, in pages; pass `nextCursor` of one page as `cursor` of the next.
         */
        get: operations["listActs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{enterprise}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 企业标识 */
                enterprise: components["schemas"]["EnterpriseSlug"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 接收企业的进度回调
         * @description Where the enterprises call back, each in its own format, with its own signature and its own answers; those are written in the native
         *     contract of the enterprise's profile, `openapi/enterprises/<profile>.yaml`, and `listEnterprises` tells the path. The message is verified, stored, and only then acknowledged; an error is answered in the enterprise's own
         *     words so that it sends again. An enterprise without callbacks, or one that is not connected, is answered 404.
         */
        post: operations["receiveCallback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks/{enterprise}/listener/{event}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 企业标识 */
                enterprise: components["schemas"]["EnterpriseSlug"];
                /** @description Kind of event, part of the enterprise's protocol. */
                event: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 接收企业的事件通知
         * @description The same as `receiveCallback`, for enterprises that post each kind of event below the agreed address (TM Forum listeners).
         */
        post: operations["receiveListenerEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
         * 获取访问令牌
         * @description The token end-point of OAuth 2.0 (RFC 6749 §4.4), grant `client_credentials` alone. A client shows who it is by its secret
         *     (`client_secret_basic` or `client_secret_post`) or by a signed assertion (`private_key_jwt`, RFC 7523: `iss` and `sub` the client id, `aud`
         *     the issuer or this address and nothing else, `iat` and `exp` at most five minutes apart from now, a `jti` that is good once).
         *     Without `scope` the token has all that the client may have. Answered 404 where tokens come from the county's identity provider.
         */
        post: operations["issueToken"];
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
        /**
         * 令牌签名公钥
         * @description The public keys of the token end-point (RFC 7517), two while one takes the place of the other.
         */
        get: operations["readKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/oauth-authorization-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 授权服务说明
         * @description What a client has to know of the token end-point (RFC 8414).
         */
        get: operations["readAuthorizationServer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询当前登录
         * @description Who is signed in, what they may, and until when. Asking does not make it longer.
         */
        get: operations["readSession"];
        /**
         * 继续使用
         * @description Somebody is still there: the session ends later, as with any other operation. Its longest time stays.
         */
        put: operations["keepSession"];
        /**
         * 登录：登录名与密码
         * @description The first step of signing in. `wanted` of the answer tells what comes next: a code of the person's telephone (`enterCode`), the telephone
         *     itself where the account knows none yet (`beginTelephone`), another password (`changePassword`). Each step gives the cookie a new value, and ten minutes
         *     are left for all of them. Five failures, at whatever step, hold the account for a quarter of an hour (429 `sign-in-held`), whether there is such an account or
         *     not; so do many failures from one address. Taken from the hub's own pages alone (`Origin`).
         */
        post: operations["signIn"];
        /**
         * 退出登录
         * @description Ends the session; the cookie is good for nothing any more.
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询登录方式
         * @description In which ways people sign in here, in the order in which they are offered. `own` is `signIn`, by login name and password; of any other, `path` is where the
         *     browser goes: a link or a navigation, never a request of a script, with `?return=` the page of the console that it comes back to, by default
         *     `/console/`. A browser that the provider or the hub refuses comes back to `/console/sign-in?problem=<code>`, where the console says it in words.
         */
        get: operations["listSignInWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 统一身份认证登录（OIDC）：前往
         * @description Leads the browser to the county's identity provider (OpenID Connect, authorization code with PKCE); a link or a navigation, never a request of a script. What the provider answers
         *     is taken from this browser alone, once, within ten minutes. Where the provider cannot be asked, 503 `provider-unavailable`; a browser that asks for a page
         *     (`Accept: text/html`) is led to `/console/sign-in?problem=<code>` instead, where the console says it in words.
         */
        get: operations["beginOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 统一身份认证登录（OIDC）：返回
         * @description Where the provider sends the browser back to (`redirect_uri`). The person is who the provider says, with the roles that its claims give at this moment, and is
         *     signed in: no second factor is asked for, which is the provider's business.
         *     401 `provider-refused` where the provider does not vouch for the person, or what came back is not what this browser went away with; 403 `no-role`
         *     where the person has no role here, `account-unusable` where their account is locked or closed; 429 `sign-in-held` after many failures from one address; 503
         *     `provider-unavailable`. A browser that asks for a page (`Accept: text/html`) is led to `/console/sign-in?problem=<code>` instead, where the console
         *     says it in words. Further parameters that a provider adds are ignored.
         */
        get: operations["finishOidc"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/cas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 统一身份认证登录（CAS）：前往
         * @description Leads the browser to the county's identity provider (CAS protocol); a link or a navigation, never a request of a script. What the provider answers
         *     is taken from this browser alone, once, within ten minutes. Where the provider cannot be asked, 503 `provider-unavailable`; a browser that asks for a page
         *     (`Accept: text/html`) is led to `/console/sign-in?problem=<code>` instead, where the console says it in words.
         */
        get: operations["beginCas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/cas/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 统一身份认证登录（CAS）：返回
         * @description Where the CAS server sends the browser back to (`service`), with a ticket that the hub has validated. As `finishOidc`.
         *     401 `provider-refused` where the provider does not vouch for the person, or what came back is not what this browser went away with; 403 `no-role`
         *     where the person has no role here, `account-unusable` where their account is locked or closed; 429 `sign-in-held` after many failures from one address; 503
         *     `provider-unavailable`. A browser that asks for a page (`Accept: text/html`) is led to `/console/sign-in?problem=<code>` instead, where the console
         *     says it in words. Further parameters that a provider adds are ignored.
         */
        get: operations["finishCas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 登录：动态口令
         * @description The code that the person's telephone shows (RFC 6238), or one of their recovery codes. Each is good once. For a sign-in at which a code is wanted;
         *     409 `not-wanted` otherwise.
         */
        post: operations["enterCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/telephone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 绑定动态口令：核对
         * @description A code of the new secret. The answer has the recovery codes, each good once in place of a code; those before are good no more.
         */
        put: operations["confirmTelephone"];
        /**
         * 绑定动态口令：取得密钥
         * @description A new secret, for an app of the person's telephone to read from a QR code. It takes the place of the one before when `confirmTelephone` has seen a code
         *     of it. Whoever is signed in shows a code of the present telephone, or a recovery code.
         */
        post: operations["beginTelephone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * 更改自己的密码
         * @description At least ten characters of three kinds, none that everybody tries, none of the last five. Other sessions of the account end.
         */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 更换恢复码
         * @description For who is signed in, and shows a code. Those before are good no more.
         */
        post: operations["renewRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询账号列表
         * @description Newest first, in pages; pass `nextCursor` of one page as `cursor` of the next.
         */
        get: operations["listAccounts"];
        put?: never;
        /**
         * 新增账号
         * @description Recorded with who did it and why. The answer has a password for one sign-in, at which another is chosen.
         */
        post: operations["openAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{login}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 登录名 */
                login: components["parameters"]["Login"];
            };
            cookie?: never;
        };
        /**
         * 查询一个账号
         * @description The account as it stands now.
         */
        get: operations["readAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * 变更账号
         * @description What is not named stays. Its sessions end where what it may has changed. Nobody changes their own account (409 `own-account`).
         */
        patch: operations["changeAccount"];
        trace?: never;
    };
    "/v1/accounts/{login}/acts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 登录名 */
                login: components["parameters"]["Login"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 停用、恢复、注销账号，解除动态口令，强制退出
         * @description Recorded with who did it and why. Its sessions end, whichever it is.
         */
        post: operations["actOnAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{login}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 登录名 */
                login: components["parameters"]["Login"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 重置密码
         * @description The answer has a password for one sign-in, at which another is chosen. Its sessions end.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询登录记录
         * @description Who signed in and out, when and from where, and what failed. Newest first, in pages; pass `nextCursor` of one page as `cursor` of the next.
         */
        get: operations["listSignIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询推送地址的状态
         * @description Whether events are being sent to the portal, and how many wait or were given up.
         */
        get: operations["readWebhookEndpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoint/resumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 恢复推送
         * @description After the portal answered 410 nothing more is sent to it. This sends again, everything that waited, in order; the time that the
         *     end-point was stopped counts for nobody's retries. Resuming what is not stopped changes nothing.
         */
        post: operations["resumeWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 发送一条测试推送
         * @description Sends the event `hub.test`, signed like every other, to the portal now and tells what it answered. It waits for nothing and holds up
         *     nothing: no event of an application is touched by it, and it is sent even while the end-point is stopped. That the portal did not
         *     take it is an answer (200, `ok` false), not an error.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询推送列表
         * @description Newest first, in pages; pass `nextCursor` of one page as `cursor` of the next. Filters combine with AND.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 推送编号, the `webhook-id`. */
                deliveryId: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        /**
         * 查询一条推送
         * @description One event with every attempt to deliver it, and its body as it would be sent now.
         */
        get: operations["readWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{deliveryId}/redelivery": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 推送编号, the `webhook-id`. */
                deliveryId: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 重新推送一条
         * @description Sends the event again, whatever became of it before; otherwise as `redeliverWebhooks`.
         */
        post: operations["redeliverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-redeliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 按条件重新推送
         * @description Sends every event again that the filter takes, delivered or not, each under its own `webhook-id` and `sequence`, in the order of its
         *     application and before later ones that wait; its retries begin anew. `dryRun` counts and changes nothing. Who did it and why is recorded.
         */
        post: operations["redeliverWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 查询办理进度：填写
         * @description A page for everybody, without an account: asks for the joint number and the query code of the receipt. Plain HTML that runs nothing, in
         *     large type (适老化).
         */
        get: operations["readProgressForm"];
        put?: never;
        /**
         * 查询办理进度
         * @description Where the orders of an application stand, until when what is promised, and what is wanted of the applicant, in plain words and without
         *     anything of the person. A form, so that neither number nor code stands in an address; both are taken as people type them off a paper.
         *
         *     Wrong together, a number that there is not, and one whose person has been erased are answered alike (403 `look-up-refused`) and at the same cost.
         *     Five failures of one joint number within a quarter of an hour, whether there is such an application or not, and many from one network (a setting), hold it
         *     for a quarter of an hour in all processes of the hub (429 `look-up-held`, with `Retry-After`). Whoever asks for a page (`Accept: text/html`)
         *     is told by a page, and a program by a problem.
         */
        post: operations["readProgress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 进程存活
         * @description The process answers. Asks nothing else of anybody.
         */
        get: operations["readLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 可以接单
         * @description The process is up, is not stopping, and its database and, where there is one, Redis take what it writes; answered within two seconds whatever they do.
         *     Takes the process out of the gateway's rotation while they do not.
         */
        get: operations["readReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 运行指标
         * @description For Prometheus, in its text format; `docs/operate/watch.md` lists the metrics. Counters and histograms are of this process, what is counted
         *     from rows is the same from every process. Without a database it tells what the process knows, and `lianban_database_up 0`.
         */
        get: operations["readMetrics"];
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
    orderProgressed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 办件进度推送
         * @description The hub posts this to the portal for every change of an order's state, for news in a state, and for what happens to an application beside
         *     its orders' states (visits, filings, invitations: `ApplicationEvent`): one event per change, per application in the order of `sequence`. Signed as Standard Webhooks says; while the secret is being changed there are two signatures, separated by a space, and
         *     either will do. Any 2xx answer is an acknowledgement; whatever else is tried again, later events of the same application waiting
         *     behind it, for three days unless set otherwise, `Retry-After` respected. Then the event is given up and the later ones go on: the
         *     portal sees the gap in `sequence` and asks for it again (`redeliverWebhooks`). 410 stops everything until it is resumed.
         *
         *     An answer that comes too late or gets lost makes the hub send again: the portal takes each `webhook-id` once. An event that comes
         *     after later ones fills its gap and moves nothing back.
         */
        post: operations["orderProgressed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    hubTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 测试推送
         * @description Sent when somebody asks for it (`testWebhook`); signed like every event, and means nothing else.
         */
        post: operations["hubTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    clockReminders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 时限提醒推送
         * @description The hub posts this to the site's own end-point (`reminders.webhook`), for SMS or chat: promises that are nearly due, due, or still
         *     late. Signed and acknowledged as the portal's webhooks are; each `webhook-id` once.
         */
        post: operations["clockReminders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    ratingInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 邀请评价推送
         * @description The hub posts this to the site's own end-point (`reminders.webhook`), for SMS: who is to be invited to rate, as the portal is told by
         *     `rating.invited`. It says nothing of the applicant; `createRatingLink` gives the link to be sent. Signed and acknowledged as the portal's
         *     webhooks are; each `webhook-id` once.
         */
        post: operations["ratingInvitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    visitReminders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 联合踏勘提醒推送
         * @description The hub posts this to the site's own end-point (`reminders.webhook`), for SMS or chat: to whom a time for a visit was proposed, with
         *     whom it was agreed or cancelled, and before it, at 18:00 of the day before and two hours before it begins. Signed and acknowledged as the
         *     portal's webhooks are; each `webhook-id` once.
         */
        post: operations["visitReminders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    filingReminders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 行政审批提醒推送
         * @description The hub posts this to the site's own end-point (`reminders.webhook`), for SMS or chat: what the specialists of the enterprise that has
         *     filed are to know of it, a correction that a department wants, and how it has ended. What departments say in their own words stands with the
         *     filing. Signed and acknowledged as the portal's webhooks are; each `webhook-id` once.
         */
        post: operations["filingReminders"];
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
         * 水电气网联合业务办理申请表
         * @description The county's joint form. A chosen service has its block and no other has; alterations and moves (改装、移机) name the original
         *     address; the agent of a firm attaches the 法人授权委托书.
         */
        ApplicationForm: {
            origin: components["schemas"]["Origin"];
            portalCaseNumber?: components["schemas"]["PortalCaseNumber"];
            /**
             * 个人信息提供同意
             * @description The applicant agrees that each chosen enterprise receives the fields it needs (个人信息保护法 第二十三条).
             * @constant
             */
            consent: true;
            basic: components["schemas"]["Basic"];
            water?: components["schemas"]["Water"];
            electricity?: components["schemas"]["Electricity"];
            gas?: components["schemas"]["Gas"];
            network?: components["schemas"]["Network"];
            foot?: components["schemas"]["Foot"];
            /**
             * 附件
             * @description Files uploaded before, named by their id.
             */
            attachments?: components["schemas"]["AttachmentReference"][];
        } & (unknown & unknown & unknown & unknown & unknown & unknown & unknown & unknown);
        /**
         * 申请来源
         * @description Where the application came from.
         */
        Origin: {
            /**
             * 渠道
             * @description `portal` 线上 (the government-service portal), `window` 窗口
             * @enum {unknown}
             */
            channel: "portal" | "window";
            /**
             * 受理窗口
             * @description Which window took it; required when it comes from one.
             */
            window?: components["schemas"]["ShortText"];
        };
        /**
         * 政务平台办件编号
         * Format: readable-line
         * @description The portal's own case number; opaque to the hub.
         */
        PortalCaseNumber: string;
        /**
         * 办理业务
         * @description `water` 水, `electricity` 电, `gas` 气, `network` 网
         * @enum {unknown}
         */
        Service: "water" | "electricity" | "gas" | "network";
        /**
         * 业务性质
         * @description `residential` 住宅, `industrial` 工业, `commercial` 商用, `other` 其他
         * @enum {unknown}
         */
        BusinessNature: "residential" | "industrial" | "commercial" | "other";
        /**
         * 申请人类型
         * @description `household` 住户, `legalEntity` 法人, `agent` 经办人
         * @enum {unknown}
         */
        ApplicantType: "household" | "legalEntity" | "agent";
        /**
         * 证照类型
         * @description `residentId` 居民身份证, `passport` 护照, `residencePermit` 港澳台居民居住证, `permanentResidenceCard` 外国人永久居留身份证, `other` 其他
         * @enum {unknown}
         */
        IdType: "residentId" | "passport" | "residencePermit" | "permanentResidenceCard" | "other";
        /**
         * 基本信息
         * @description The block every chosen enterprise receives.
         */
        Basic: {
            businessNature: components["schemas"]["BusinessNature"];
            /**
             * 业务性质（其他）说明
             * @description Required when businessNature is `other`.
             */
            businessNatureText?: components["schemas"]["ShortText"];
            /**
             * 办理业务
             * @description One or more; each chosen one has its block in the form.
             */
            services: components["schemas"]["Service"][];
            address: components["schemas"]["Address"];
            /**
             * 原地址
             * @description Required when a chosen business alters or moves (改装、改管、移机).
             */
            originalAddress?: components["schemas"]["LongText"];
            applicantType: components["schemas"]["ApplicantType"];
            /**
             * 单位名称
             * @description Required for `legalEntity` and `agent`.
             */
            organisationName?: components["schemas"]["ShortText"];
            /**
             * 统一社会信用代码
             * Format: unified-social-credit-code
             * @description GB 32100-2015, 18 characters with check character; required for `legalEntity` and `agent`.
             * @example 91350100M000100Y43
             */
            unifiedSocialCreditCode?: string;
            /**
             * 申请人姓名
             * @description As on the certificate.
             */
            applicantName: components["schemas"]["ShortText"];
            /**
             * 联系电话
             * @description Mainland mobile (11 digits) or landline with area code.
             * @example 13800000000
             * @example 010-62345678
             */
            phone: string;
            idType: components["schemas"]["IdType"];
            /**
             * 证照号码
             * @description `residentId` GB 11643-1999: 18 characters from 1 to 8, a real date of birth, a right check character; `residencePermit` the same, with the
             *     region 810000, 820000 or 830000; `permanentResidenceCard` 18 characters from 9 with a right check character, or the older three letters
             *     and twelve digits; `passport` 5 to 17 capitals and digits; `other` as written on it, e.g. 军字第1234567号.
             * @example 11010519491231002X
             */
            idNumber: components["schemas"]["IdNumber"];
            appointment?: components["schemas"]["Appointment"];
            /** 备注 */
            remark?: components["schemas"]["Remark"];
        } & (unknown & unknown & unknown & unknown & unknown & unknown);
        /**
         * Format: readable-line
         * @description What numbers of certificates are written with - letters of any script, digits, brackets, hyphens, points and strokes.
         */
        IdNumber: string;
        /**
         * 使用地址
         * @description Where the service is wanted.
         */
        Address: {
            /**
             * 详细地址
             * @description At most 200 characters.
             */
            text: components["schemas"]["LongText"];
            /**
             * 行政区划代码
             * @description GB/T 2260. An address outside the county that the hub serves is refused as `region-not-served`.
             * @example 990101
             */
            regionCode: string;
            /**
             * 街道（乡镇）代码
             * @description GB/T 10114, nine digits that begin with the code of the county; else refused as `region-not-served`.
             * @example 990101100
             */
            streetCode?: string;
        };
        /**
         * 预约服务
         * @description Whether a visit is wanted, and when.
         */
        Appointment: {
            /** 是否预约 */
            wanted: boolean;
            /**
             * 计划时间
             * Format: date-time
             * @description Required when wanted; not in the past, on a working day in Asia/Shanghai (国务院办公厅 holiday arrangements, 调休 counted).
             * @example 2026-12-01T10:00:00+08:00
             */
            plannedAt?: string & (unknown & unknown);
        };
        /** 用水业务 */
        Water: {
            /**
             * 业务种型
             * @description `new` 新装, `alter` 改装, `transfer` 过户, `close` 销户, `temporary` 临时用水, `fire` 消防, `increase` 增容, `other` 其他
             * @enum {unknown}
             */
            kind: "new" | "alter" | "transfer" | "close" | "temporary" | "fire" | "increase" | "other";
            /**
             * 业务种型（其他）说明
             * @description Required when kind is `other`.
             */
            kindText?: components["schemas"]["ShortText"];
            /**
             * 供水需求
             * @description 吨/日 (tonnes a day), at most two decimals; required for `new`, `temporary`, `increase`.
             */
            demand?: number;
            /** 备注 */
            remark?: components["schemas"]["Remark"];
        } & (components["schemas"]["OtherKindHasText"] & unknown);
        /** 用电业务 */
        Electricity: {
            /**
             * 业务种型
             * @description `new` 新装, `changeCategory` 改类, `transfer` 过户, `close` 销户, `temporary` 临时用电, `increase` 增容, `other` 其他
             * @enum {unknown}
             */
            kind: "new" | "changeCategory" | "transfer" | "close" | "temporary" | "increase" | "other";
            /**
             * 业务种型（其他）说明
             * @description Required when kind is `other`.
             */
            kindText?: components["schemas"]["ShortText"];
            /**
             * 主供容量
             * @description kVA, at most two decimals; required for `new`, `temporary`, `increase`.
             */
            mainCapacity?: number;
            /**
             * 备供容量
             * @description kVA, at most two decimals.
             */
            backupCapacity?: number;
            /** 是否安装变压器 */
            transformer?: boolean;
            /** 是否开通谷峰用电 */
            peakValley?: boolean;
            /** 备注 */
            remark?: components["schemas"]["Remark"];
        } & (components["schemas"]["OtherKindHasText"] & unknown);
        /**
         * 供应企业
         * @description One of the gas companies of the catalogue; any other is refused as `enterprise-not-connected`. Decided by operating area and by the
         *     gas companies, so it is optional and may change.
         */
        GasSupplier: components["schemas"]["EnterpriseSlug"];
        /** 用气业务 */
        Gas: {
            supplier?: components["schemas"]["GasSupplier"];
            /**
             * 业务种型
             * @description `ignition` 通气点火, `alterPipe` 改管, `transfer` 过户, `close` 销户, `other` 其他
             * @enum {unknown}
             */
            kind: "ignition" | "alterPipe" | "transfer" | "close" | "other";
            /**
             * 业务种型（其他）说明
             * @description Required when kind is `other`.
             */
            kindText?: components["schemas"]["ShortText"];
            /**
             * 用气压力
             * @description kPa
             */
            pressure?: number;
            /**
             * 天然气负荷
             * @description m³/h; required when businessNature is industrial or commercial.
             */
            load?: number;
            /** 备注 */
            remark?: components["schemas"]["Remark"];
        } & components["schemas"]["OtherKindHasText"];
        /**
         * 业务类型
         * @description `broadband` 宽带, `voice` 通讯, `cableTv` 有线电视
         * @enum {unknown}
         */
        NetworkProduct: "broadband" | "voice" | "cableTv";
        /** 网络业务 */
        Network: {
            /**
             * 运营商选择
             * @description One or more of the carriers of the catalogue; one order goes to each. Any other is refused as `enterprise-not-connected`.
             */
            carriers: components["schemas"]["EnterpriseSlug"][];
            /** 业务类型 */
            products: components["schemas"]["NetworkProduct"][];
            /**
             * 业务种类
             * @description `new` 新装, `move` 迁移, `transfer` 过户, `close` 销户, `other` 其他
             * @enum {unknown}
             */
            kind: "new" | "move" | "transfer" | "close" | "other";
            /**
             * 业务种类（其他）说明
             * @description Required when kind is `other`.
             */
            kindText?: components["schemas"]["ShortText"];
            /**
             * 带宽需求
             * Format: int32
             * @description MB on the form (Mbit/s), whole number; required for new broadband.
             */
            bandwidth?: number;
            /**
             * 固话安装数量
             * Format: int32
             * @description 门
             */
            fixedLines?: number;
            /**
             * 电视安装数量
             * Format: int32
             * @description 门
             */
            tvSets?: number;
            /** 其他服务 */
            otherServices?: {
                /** 固话 */
                fixedLine?: components["schemas"]["ShortText"];
                /** 电路（专网） */
                circuit?: components["schemas"]["ShortText"];
                /** 宽带 */
                broadband?: components["schemas"]["ShortText"];
                /** 电视 */
                tv?: components["schemas"]["ShortText"];
            };
            /** 备注 */
            remark?: components["schemas"]["Remark"];
        } & (components["schemas"]["OtherKindHasText"] & unknown);
        /** @description A kind of business that the form does not list is written out. */
        OtherKindHasText: unknown;
        /**
         * 首接登记
         * @description Who took the application first (首问责任); required when it comes from a window.
         */
        Foot: {
            /** 业务首接单位 */
            firstContactUnit: components["schemas"]["ShortText"];
            /** 登记人 */
            registrar: components["schemas"]["ShortText"];
        };
        /**
         * 附件类型
         * @description `idCard` 身份证, `businessLicence` 营业执照, `powerOfAttorney` 法人授权委托书, `propertyCertificate` 不动产权证, `other` 其他
         * @enum {unknown}
         */
        AttachmentKind: "idCard" | "businessLicence" | "powerOfAttorney" | "propertyCertificate" | "other";
        /** 附件引用 */
        AttachmentReference: {
            id: components["schemas"]["AttachmentId"];
            kind: components["schemas"]["AttachmentKind"];
        };
        /**
         * 附件编号
         * Format: uuid
         */
        AttachmentId: string;
        /**
         * Format: readable-line
         * @description One line, at most 100 characters.
         */
        ShortText: string;
        /**
         * Format: readable-line
         * @description One line, at most 200 characters.
         */
        LongText: string;
        /**
         * Format: readable-text
         * @description At most 200 characters, line breaks allowed.
         */
        Remark: string;
        /** 撤回申请 */
        WithdrawalRequest: {
            /** 撤回原因 */
            reason: components["schemas"]["ShortText"];
            /**
             * 撤回哪些企业的业务
             * @description Of the application's orders; all open ones when left out.
             */
            enterprises?: components["schemas"]["EnterpriseSlug"][];
        };
        /** 补正内容 */
        SupplementRequest: {
            enterprise: components["schemas"]["EnterpriseSlug"];
            changes?: components["schemas"]["FormChanges"];
            /** 补正附件 */
            attachments?: components["schemas"]["AttachmentReference"][];
        };
        /**
         * 更正的字段
         * @description A merge patch (RFC 7396) on the basic block and the order's own service block; `null` takes a field out.
         */
        FormChanges: {
            basic?: components["schemas"]["BlockChanges"];
            water?: components["schemas"]["BlockChanges"];
            electricity?: components["schemas"]["BlockChanges"];
            gas?: components["schemas"]["BlockChanges"];
            network?: components["schemas"]["BlockChanges"];
        };
        /**
         * 更正的业务块
         * @description Fields of the block and their new values.
         */
        BlockChanges: {
            services?: never;
            kind?: never;
            kindText?: never;
            carriers?: never;
            products?: never;
            supplier?: never;
        } & {
            [key: string]: unknown;
        };
        /**
         * 联合办件号
         * @description The county's letters and a running number of at least six digits; printed `(SLXB)000001`.
         * @example SLXB000001
         */
        JointNumber: string;
        /**
         * 企业标识
         * @description The name of an enterprise's entry in the settings of the hub; `listEnterprises` tells which there are.
         * @example county-water
         * @example state-grid
         * @example towngas
         * @example enn
         * @example telecom
         * @example mobile
         * @example unicom
         * @example anguang
         */
        EnterpriseSlug: string;
        /**
         * 办件总体状态
         * @description `processing` 办理中, `needsMaterial` 待补正 (an order waits for the applicant), `completed` 已办结 (every order finished),
         *     `ended` 已终止 (no order is open any more, at least one was refused or withdrawn)
         * @enum {unknown}
         */
        ApplicationStatus: "processing" | "needsMaterial" | "completed" | "ended";
        /**
         * 单项业务状态
         * @description The order's state in the hub's words. `received` 已接件, `submitted` 已送达企业, `accepted` 已受理, `dispatched` 已派工,
         *     `surveyBooked` 已预约踏勘, `surveyed` 已踏勘, `designed` 已设计, `quoted` 已预算, `paid` 已缴费, `building` 施工中,
         *     `inspected` 已验收, `completed` 已办结, `needsMaterial` 待补正, `materialReceived` 补正结束, `specialProcedure` 特别程序中,
         *     `specialProcedureEnded` 特别程序结束, `completedConditionally` 已办结（容缺）, `notAdmitted` 不予受理, `refused` 未通过, `withdrawn` 已撤回,
         *     `revoked` 已撤销 (the enterprise has undone it),
         *     `handedOver` 已转办 (another company of the same service goes on with it, as an order of its own)
         * @enum {unknown}
         */
        OrderState: "received" | "submitted" | "accepted" | "dispatched" | "surveyBooked" | "surveyed" | "designed" | "quoted" | "paid" | "building" | "inspected" | "completed" | "needsMaterial" | "materialReceived" | "specialProcedure" | "specialProcedureEnded" | "completedConditionally" | "notAdmitted" | "refused" | "withdrawn" | "revoked" | "handedOver";
        /**
         * 办件状态
         * Format: int32
         * @description National 办件状态 table. 1 接件, 2 撤件, 3 受理, 4 不受理, 5 不予受理, 6 补正开始, 7 补正结束, 8 部门开始办理, 9 特别程序开始, 10 特别程序结束,
         *     11 办结(通过), 12 办结(容缺通过), 13 办结(不通过), 14 撤回, 15 撤销
         */
        StatusCode: number;
        /**
         * 送达情况
         * @description How the order travels. `pending` 待送达, `unknown` 结果待核实 (the enterprise did not answer clearly and is being asked),
         *     `placed` 已送出待确认 (the enterprise gave a receipt and has not yet shown that it has the order; it is asked when it stays silent),
         *     `acknowledged` 已送达, `undeliverable` 需人工处理
         * @enum {unknown}
         */
        DeliveryState: "pending" | "unknown" | "placed" | "acknowledged" | "undeliverable";
        /**
         * Format: date-time
         * @description RFC 3339 in Asia/Shanghai.
         * @example 2026-11-23T09:30:15+08:00
         */
        Timestamp: string;
        /** 联合办件 */
        Application: {
            jointNumber: components["schemas"]["JointNumber"];
            /**
             * 打印编号
             * @example (SLXB)000001
             */
            printedNumber: string;
            /**
             * 日期
             * Format: date
             * @description The day of acceptance in Asia/Shanghai.
             */
            date: string;
            receivedAt: components["schemas"]["Timestamp"];
            status: components["schemas"]["ApplicationStatus"];
            /** 总体状态说明 */
            statusLabel: string;
            origin: components["schemas"]["Origin"];
            portalCaseNumber?: components["schemas"]["PortalCaseNumber"];
            services: components["schemas"]["Service"][];
            applicant: components["schemas"]["MaskedApplicant"];
            address: components["schemas"]["MaskedText"];
            /** @description Missing where a program submitted it, and to enterprises. */
            accountable?: components["schemas"]["Accountable"];
            /**
             * 承诺受理时限
             * @description Acceptance and survey are promised within one working day (建办〔2023〕87号): the latest due time of its orders. An order whose clock
             *     stands still without an end has none, and where all stand still it is missing.
             */
            acceptBy?: components["schemas"]["Timestamp"];
            orders: components["schemas"]["Order"][];
            /**
             * 提示
             * @description What the hub had to assume, e.g. a working-day calendar that does not reach that far; and which texts an enterprise does not get in full.
             */
            notices: components["schemas"]["Notice"][];
            /**
             * @description Only in the answer to the submission (and to its repeats, as long as no other code was given out), for the receipt; afterwards
             *     `discloseApplicant` tells it, on record.
             */
            queryCode?: components["schemas"]["QueryCode"];
            /** @description Beside `queryCode`, where it is good. */
            progressPage?: components["schemas"]["ProgressPage"];
            /**
             * 个人信息删除时间
             * @description Missing while the person is still there; where it stands, what was personal is `***`.
             */
            erasedAt?: components["schemas"]["Timestamp"];
        };
        /**
         * 首问责任
         * @description Who answers for the application towards the applicant (首问责任), since they took it in or it was handed to them.
         */
        Accountable: {
            login: components["schemas"]["Login"];
            /**
             * 姓名
             * @description Missing of an account whose data has been erased, and in the answer to the submission.
             */
            name?: string;
            unit: components["schemas"]["Unit"];
        };
        /** 移交首问责任 */
        DutyHandover: {
            login: components["schemas"]["Login"];
            reason: components["schemas"]["ActReason"];
        };
        /** 本单位的窗口人员 */
        Colleagues: {
            colleagues: {
                login: components["schemas"]["Login"];
                name: components["schemas"]["PersonName"];
            }[];
        };
        /**
         * 未填完的申请表
         * @description The form as far as it is filled in, whatever is wrong with it.
         */
        ApplicationDraft: {
            [key: string]: unknown;
        };
        /** 校验结果 */
        ApplicationCheck: {
            /** 可以提交 */
            valid: boolean;
            /** @description Every failing field, a hundred at most; none of a valid form. */
            errors: components["schemas"]["FieldError"][];
            /**
             * Format: int32
             * @description How many more failing fields there are, at least; missing where all are named.
             */
            errorsOmitted?: number;
            /** @description Which enterprises would get an order; of a form that is not valid, as far as that is decided. */
            orders: components["schemas"]["ForeseenOrder"][];
            /**
             * 承诺受理时限
             * @description By when acceptance and survey would be promised, were a valid form submitted now.
             */
            acceptBy?: components["schemas"]["Timestamp"];
            /** @description What would stand beside the application; of a valid form. */
            notices: components["schemas"]["Notice"][];
        };
        /** 将产生的单项业务 */
        ForeseenOrder: {
            enterprise: components["schemas"]["EnterpriseSlug"];
            /** 承办企业 */
            enterpriseName: string;
            service: components["schemas"]["Service"];
            /** 业务种型 */
            kind: string;
        };
        /**
         * 草稿编号
         * Format: uuid
         */
        DraftId: string;
        /**
         * 版本
         * Format: int32
         * @description Another one with every change.
         */
        DraftVersion: number;
        /** 新草稿 */
        DraftRequest: {
            form: components["schemas"]["ApplicationDraft"];
        };
        /** 更新的草稿 */
        DraftChange: {
            form: components["schemas"]["ApplicationDraft"];
            version: components["schemas"]["DraftVersion"];
        };
        /** 草稿 */
        Draft: {
            draftId: components["schemas"]["DraftId"];
            version: components["schemas"]["DraftVersion"];
            /** 已选业务 */
            services: components["schemas"]["Service"][];
            /** 申请人 */
            applicantName?: components["schemas"]["MaskedText"];
            createdAt: components["schemas"]["Timestamp"];
            changedAt: components["schemas"]["Timestamp"];
            /**
             * 保留至
             * @description It goes then unless it is changed before.
             */
            keptUntil: components["schemas"]["Timestamp"];
        };
        /** 草稿全文 */
        DraftInFull: components["schemas"]["Draft"] & {
            form: components["schemas"]["ApplicationDraft"];
        };
        /** 本人的草稿 */
        DraftList: {
            drafts: components["schemas"]["Draft"][];
        };
        /** @description Personal data, masked. */
        MaskedText: string;
        /** 申请人（脱敏） */
        MaskedApplicant: {
            type: components["schemas"]["ApplicantType"];
            name: components["schemas"]["MaskedText"];
            organisationName?: string;
            phone: components["schemas"]["MaskedText"];
            idType: components["schemas"]["IdType"];
            idNumber: components["schemas"]["MaskedText"];
        };
        Notice: {
            /**
             * @description `calendar-not-covered` 放假安排尚未公布, `text-cut` 企业接口容不下全文 (`enterprise` and `pointer` say whose and which), `query-code-renewed` 查询码已换发
             * @example calendar-not-covered
             */
            code: string;
            message: string;
            enterprise?: components["schemas"]["EnterpriseSlug"];
            /**
             * 字段
             * @description JSON pointer (RFC 6901) into the form.
             */
            pointer?: string;
        };
        /** 单项业务 */
        Order: {
            enterprise: components["schemas"]["EnterpriseSlug"];
            /** 承办企业 */
            enterpriseName: string;
            service: components["schemas"]["Service"];
            /** 业务种型 */
            kind: string;
            /**
             * 外部流水号
             * @description What the hub calls this order towards the enterprise; stable over retries.
             */
            reference: string;
            /**
             * 企业受理编号
             * @description The enterprise's own number, once it is known.
             */
            nativeNumber?: string;
            state: components["schemas"]["OrderState"];
            /** 状态说明 */
            stateLabel: string;
            statusCode: components["schemas"]["StatusCode"];
            /** 办件状态说明 */
            statusLabel: string;
            /**
             * 该状态开始时间
             * @description When the enterprise says the state began, else when the hub learned of it.
             */
            since: components["schemas"]["Timestamp"];
            /** 预约上门时间 */
            bookedFor?: components["schemas"]["Timestamp"];
            /**
             * 企业说明
             * @description What the enterprise wrote with the state; of a withdrawal, why it was wanted.
             */
            remark?: string;
            withdrawal?: components["schemas"]["Withdrawal"];
            /**
             * 补正材料已提交
             * @description Whether the applicant has brought what was asked for and the enterprise has not seen it yet; missing unless it waits for material.
             */
            supplementSent?: boolean;
            /**
             * 下一步
             * @description What happens next, and who acts.
             */
            next: string;
            delivery: components["schemas"]["Delivery"];
            /**
             * 承诺时限
             * @description What was promised of it, in the order in which it is to be kept.
             */
            clocks: components["schemas"]["Clock"][];
            /**
             * 办理结果附件
             * @description What its enterprise's specialists have added, in the order in which they did; missing where there is none.
             */
            results?: components["schemas"]["Result"][];
        };
        /** 办理结果附件 */
        Result: {
            id: components["schemas"]["AttachmentId"];
            kind: components["schemas"]["ResultKind"];
            kindLabel: string;
            step: components["schemas"]["DeskStep"];
            stepLabel: string;
            /** @enum {unknown} */
            mediaType: "image/jpeg" | "image/png" | "application/pdf";
            at: components["schemas"]["Timestamp"];
        };
        /**
         * 办理结果附件类型
         * @description `surveyReport` 踏勘记录, `design` 设计图纸, `quote` 预算书, `inspectionReport` 验收记录, `photo` 现场照片, `other` 其他
         * @enum {unknown}
         */
        ResultKind: "surveyReport" | "design" | "quote" | "inspectionReport" | "photo" | "other";
        /** 撤回情况 */
        Withdrawal: {
            /**
             * @description `requested` 正在向企业申请撤回, `declined` 企业不同意撤回
             * @enum {unknown}
             */
            state: "requested" | "declined";
            stateLabel: string;
            /** @description Why the enterprise declined. */
            remark?: string;
        };
        /** 送达 */
        Delivery: {
            state: components["schemas"]["DeliveryState"];
            stateLabel: string;
            /**
             * Format: int32
             * @description Attempts to hand the order over so far. What the enterprise turned away unread does not count.
             */
            attempts: number;
            nextAttemptAt?: components["schemas"]["Timestamp"];
            failure?: components["schemas"]["DeliveryFailure"];
        };
        /** 最近一次送达失败 */
        DeliveryFailure: {
            /** @description The enterprise's native code, or the hub's word for a failure of the transport. */
            code: string;
            message: string;
        };
        ApplicationPage: {
            applications: components["schemas"]["Application"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        Cursor: string;
        /**
         * 按申请人查询
         * @description The identity number, or two values or more, each as it stands in the form; or the number of a case. An application has to have all
         *     of them. Beside them why somebody is looked for.
         */
        ApplicationSearch: {
            /**
             * 查找目的
             * @description Recorded; what it says of the applicants is taken out of it.
             */
            purpose: components["schemas"]["LongText"];
            /**
             * 证照号码
             * @description Letter case does not matter.
             */
            idNumber?: components["schemas"]["IdNumber"];
            /**
             * 联系电话
             * @description With or without hyphens.
             */
            phone?: string;
            /** 申请人姓名 */
            applicantName?: components["schemas"]["ShortText"];
            /**
             * 统一社会信用代码
             * @description Letter case does not matter.
             */
            unifiedSocialCreditCode?: string;
            /**
             * 办件编号
             * Format: readable-line
             * @description The joint number, also as it is printed, `(SLXB)000001`; the number that an enterprise gave an order, or the portal's own case
             *     number, each in full.
             */
            number?: string;
        };
        /** 查看个人信息 */
        DisclosureRequest: {
            /** 查看的字段 */
            fields: components["schemas"]["PersonalField"][];
            /**
             * 查看目的
             * @description Recorded; what it says of the applicant is taken out of it.
             */
            purpose: components["schemas"]["LongText"];
        };
        /**
         * 查询码
         * @description By which the applicant looks at the application on the page `/progress`; stands on the receipt.
         * @example 20718364
         */
        QueryCode: string;
        /**
         * 进度查询网址
         * Format: uri
         * @description Where the query code is good; missing where the site has not set it (`progress.url`).
         */
        ProgressPage: string;
        /** 换发查询码 */
        QueryCodeRenewal: {
            reason: components["schemas"]["ActReason"];
        };
        /** 换发的查询码 */
        QueryCodeAnswer: {
            jointNumber: components["schemas"]["JointNumber"];
            queryCode: components["schemas"]["QueryCode"];
            progressPage?: components["schemas"]["ProgressPage"];
        };
        /** 查询办理进度 */
        ProgressRequest: {
            /**
             * 联合办件号
             * @description With its letters or without; full-width signs, blanks, brackets and missing zeros do not matter.
             */
            number: string;
            /**
             * 查询码
             * @description Blanks between the digits do not matter.
             */
            code: string;
        };
        /**
         * 个人信息字段
         * @description `applicantName` 申请人姓名, `phone` 联系电话, `idNumber` 证照号码, `unifiedSocialCreditCode` 统一社会信用代码, `address` 使用地址, `originalAddress` 原地址,
         *     `registrar` 登记人; `queryCode` 查询码 (made now for what came in before there were any); `form` 申请表全文 (as it was submitted, to be printed
         *     again)
         * @enum {unknown}
         */
        PersonalField: "applicantName" | "phone" | "idNumber" | "unifiedSocialCreditCode" | "address" | "originalAddress" | "registrar" | "queryCode" | "form";
        /**
         * 查看的字段
         * @description `applicantName` 申请人姓名, `phone` 联系电话, `idNumber` 证照号码, `unifiedSocialCreditCode` 统一社会信用代码, `address` 使用地址, `originalAddress` 原地址,
         *     `registrar` 登记人; `queryCode` 查询码; `form` 申请表全文 (as it was submitted, to be printed again); `number` 办件编号 (of a search)
         * @enum {unknown}
         */
        DisclosedField: "applicantName" | "phone" | "idNumber" | "unifiedSocialCreditCode" | "address" | "originalAddress" | "registrar" | "queryCode" | "form" | "number";
        /**
         * 个人信息原文
         * @description Of the fields asked for those that are there.
         */
        PersonalValues: {
            applicantName?: string;
            phone?: string;
            idNumber?: string;
            unifiedSocialCreditCode?: string;
            address?: string;
            originalAddress?: string;
            registrar?: string;
            queryCode?: components["schemas"]["QueryCode"];
        };
        /** 个人信息原文 */
        Disclosure: {
            jointNumber: components["schemas"]["JointNumber"];
            values: components["schemas"]["PersonalValues"];
            progressPage?: components["schemas"]["ProgressPage"];
            form?: components["schemas"]["ApplicationForm"];
            /**
             * 补正后的内容
             * @description Where a supplement changed any of the fields for one enterprise's order.
             */
            corrected: components["schemas"]["CorrectedValues"][];
        };
        CorrectedValues: {
            enterprise: components["schemas"]["EnterpriseSlug"];
            values: components["schemas"]["PersonalValues"];
        };
        DisclosurePage: {
            disclosures: components["schemas"]["DisclosureRecord"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /**
         * 查看记录
         * @description Of one application, or of a search, which has `found` instead of `jointNumber`.
         */
        DisclosureRecord: {
            at: components["schemas"]["Timestamp"];
            /**
             * 查看人
             * @description The client that asked.
             */
            actor: string;
            jointNumber?: components["schemas"]["JointNumber"];
            /**
             * 查到的办件数
             * Format: int32
             * @description Applications that the page of a search showed.
             */
            found?: number;
            /** @description What was read; of a search, by what it looked. */
            fields: components["schemas"]["DisclosedField"][];
            purpose: string;
        };
        Timeline: {
            jointNumber: components["schemas"]["JointNumber"];
            entries: components["schemas"]["TimelineEntry"][];
        };
        TimelineEntry: {
            at: components["schemas"]["Timestamp"];
            /**
             * @description `transition` 状态变化, `exchange` 与企业的一次往来, `callback` 企业来报, `clock` 时限提醒, `announcement` 联办动态, `rating` 服务评价
             * @enum {unknown}
             */
            kind: "transition" | "exchange" | "callback" | "clock" | "announcement" | "rating";
            enterprise?: components["schemas"]["EnterpriseSlug"];
            /** @description For people, in Chinese. */
            text: string;
            /**
             * Format: int32
             * @description Of a transition - its place in the application's sequence, the same as in the webhook.
             */
            sequence?: number;
            state?: components["schemas"]["OrderState"];
            statusCode?: components["schemas"]["StatusCode"];
            /** @description Of an exchange or callback - what came of it. */
            outcome?: string;
            /**
             * 操作人
             * @description Of a transition that somebody asked for - who, as acts name them; told to those who see everything.
             */
            by?: components["schemas"]["ActorName"];
            /**
             * 操作人姓名
             * @description With `by` - what people call them; of who has been erased, and of a program that is no enterprise's, the same once more.
             */
            byName?: string;
        };
        ExchangePage: {
            exchanges: components["schemas"]["RecordedExchange"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /**
         * 往来事项
         * @description `place` 送单, `inquire` 查询进度, `supplement` 送补正材料, `withdraw` 申请撤回, `appoint` 通知踏勘时间; `callback` 企业来报, which comes from the
         *     other side. With the approvals system about a filing of the order: `file` 申报, `askFiling` 查询审批进度, `refile` 送审批补正, `cancelFiling` 撤回申报,
         *     `filingCallback` 审批来报
         * @enum {unknown}
         */
        ExchangeKind: "place" | "inquire" | "supplement" | "withdraw" | "appoint" | "callback" | "file" | "askFiling" | "refile" | "cancelFiling" | "filingCallback";
        /** 与企业的一次往来 */
        RecordedExchange: {
            enterprise: components["schemas"]["EnterpriseSlug"];
            /** 承办企业 */
            enterpriseName: string;
            /** 外部流水号 */
            reference: string;
            kind: components["schemas"]["ExchangeKind"];
            kindLabel: string;
            /**
             * Format: int32
             * @description Which attempt it was, from 1.
             */
            attempt: number;
            startedAt: components["schemas"]["Timestamp"];
            /**
             * 耗时（毫秒）
             * Format: int32
             */
            durationMs: number;
            /** @description The kind of the answer, `failed` when there was none that could be used; of a callback, what became of it at once. */
            outcome: string;
            outcomeLabel: string;
            /** @description Of a failure - the enterprise's native code, or the hub's word for a failure of the transport. */
            code?: string;
            message?: string;
            /** @description The HTTP messages in their order; a token and a check may come before what the exchange is about. */
            messages: components["schemas"]["ExchangeMessage"][];
        };
        /** 一条报文（脱敏） */
        ExchangeMessage: {
            startedAt: components["schemas"]["Timestamp"];
            /** Format: int32 */
            durationMs: number;
            method: string;
            url: string;
            requestHeaders: components["schemas"]["MessageHeaders"];
            /** @description The body in readable form, redacted, of bounded length. */
            request?: string;
            /**
             * Format: int32
             * @description Missing when there was no answer; then `failure` says why.
             */
            status?: number;
            responseHeaders?: components["schemas"]["MessageHeaders"];
            /** @description The body in readable form, redacted, of bounded length. */
            response?: string;
            /** @description `timeout`, `connection` or another word for a failure of the transport */
            failure?: string;
        };
        /** @description The headers that prove nothing, by their lower-case names. */
        MessageHeaders: {
            [key: string]: string;
        };
        AttachmentUpload: {
            /**
             * 文件
             * Format: binary
             */
            file: string;
        };
        /** 附件 */
        Attachment: {
            id: components["schemas"]["AttachmentId"];
            /**
             * @description As found in the content.
             * @enum {unknown}
             */
            mediaType: "image/jpeg" | "image/png" | "application/pdf";
            /**
             * Format: int32
             * @description Bytes.
             */
            size: number;
            /** @description Of the content, hexadecimal. */
            sha256: string;
        };
        EnterpriseCatalogue: {
            county: components["schemas"]["County"];
            enterprises: components["schemas"]["Enterprise"][];
        };
        /**
         * 县
         * @description Which county the hub serves; an address elsewhere is refused.
         */
        County: {
            name: string;
            /**
             * 行政区划代码
             * @description GB/T 2260.
             */
            code: string;
            /**
             * 办件号字头
             * @description The letters that every joint number of the county begins with.
             */
            prefix: string;
        };
        /** 企业 */
        Enterprise: {
            slug: components["schemas"]["EnterpriseSlug"];
            name: string;
            /**
             * @description The interface by which it is reached; any number of enterprises may share one.
             * @example county-water
             */
            profile: string;
            service: components["schemas"]["Service"];
            /** @description Whether applications can choose it now. */
            connected: boolean;
            /** @description The kinds of business it takes. */
            kinds?: string[];
            /** @description Of a carrier - what it offers. */
            products?: components["schemas"]["NetworkProduct"][];
            /** @description Of a carrier - which of the other services (其他服务) it takes. */
            otherServices?: string[];
            files?: components["schemas"]["FileTerms"];
            /**
             * @description How its status reaches the hub.
             * @enum {unknown}
             */
            statusBy?: "callback" | "polling";
            /** @description Where it calls back. */
            callbackPath?: string;
            /** @description Which parts of its interface profile are public and which are assumed. */
            provenance?: string;
            health?: components["schemas"]["EnterpriseHealth"];
        };
        /**
         * 应答情况
         * @description Of a connected enterprise - whether it answers what the hub sends. Its callbacks say nothing about that and are taken in any case.
         */
        EnterpriseHealth: {
            /**
             * @description `closed` 正常, `open` 无应答，暂停送单 (its orders are held), `halfOpen` 正在试探 (one order is on its way to see whether it answers again)
             * @enum {unknown}
             */
            state: "closed" | "open" | "halfOpen";
            stateLabel: string;
            /**
             * Format: int32
             * @description How often in a row it did not answer.
             */
            failures: number;
            /** @description Since when its orders are held. */
            since?: components["schemas"]["Timestamp"];
            /** @description When the next order may go through to see whether it answers again. */
            nextProbeAt?: components["schemas"]["Timestamp"];
        };
        /** 附件要求 */
        FileTerms: {
            /**
             * @description `inline` within the order, `upload` beforehand, `link` for the enterprise to fetch, `none` not over this interface
             * @enum {unknown}
             */
            pass: "inline" | "upload" | "link" | "none";
            /** Format: int32 */
            maxCount: number;
            /**
             * Format: int32
             * @description Of one file.
             */
            maxBytes: number;
        };
        /** Format: binary */
        FileContent: string;
        /** @description A message in the enterprise's own format. */
        NativeMessage: string;
        TokenRequest: {
            /** @description `client_credentials` */
            grant_type: string;
            /** @description Separated by spaces. */
            scope?: string;
            client_id?: string;
            client_secret?: string;
            /** @description `urn:ietf:params:oauth:client-assertion-type:jwt-bearer` */
            client_assertion_type?: string;
            client_assertion?: string;
        };
        TokenAnswer: {
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            /**
             * Format: int32
             * @description Seconds.
             */
            expires_in: number;
            /** @description What the token is good for, separated by spaces. */
            scope: string;
        };
        /** @description RFC 6749 §5.2. */
        TokenError: {
            /** @enum {unknown} */
            error: "invalid_request" | "invalid_client" | "unsupported_grant_type" | "invalid_scope";
            error_description?: string;
        };
        KeySet: {
            keys: components["schemas"]["PublicKey"][];
        };
        /** @description RFC 7517; which members it has depends on the kind of key. */
        PublicKey: {
            kty: string;
            kid: string;
            alg: string;
            /** @constant */
            use: "sig";
        } & {
            [key: string]: string;
        };
        /** @description RFC 8414 §2. */
        AuthorizationServer: {
            /** Format: uri */
            issuer: string;
            /** Format: uri */
            token_endpoint: string;
            /** Format: uri */
            jwks_uri: string;
            /** Format: uri */
            service_documentation?: string;
            scopes_supported: string[];
            /** @description None; there is no authorization end-point. */
            response_types_supported: string[];
            grant_types_supported: string[];
            token_endpoint_auth_methods_supported: string[];
            token_endpoint_auth_signing_alg_values_supported: string[];
        };
        /**
         * 角色
         * @description `clerk` 窗口人员, `specialist` 服务专员 (of one enterprise), `supervisor` 监管人员, `operator` 运维人员, `administrator` 账号管理员, `auditor`
         *     审计员. `supervisor` and `operator` may be held together; every other role excludes all the rest.
         * @enum {unknown}
         */
        Role: "clerk" | "specialist" | "supervisor" | "operator" | "administrator" | "auditor";
        /** 角色 */
        Roles: components["schemas"]["Role"][];
        /**
         * 登录名
         * @description Given once; a closed account keeps its own.
         * @example wang.li
         */
        Login: string;
        /**
         * 姓名
         * Format: readable-line
         * @example 王丽
         */
        PersonName: string;
        /**
         * 单位
         * Format: readable-line
         * @description Clerks of one unit see the same applications, those that the unit has taken in.
         * @example 县政务服务中心
         */
        Unit: string;
        /** 联系电话 */
        PersonPhone: string;
        /** 电子邮箱 */
        PersonMail: string;
        /** 新账号 */
        NewAccount: {
            login: components["schemas"]["Login"];
            name: components["schemas"]["PersonName"];
            unit: components["schemas"]["Unit"];
            roles: components["schemas"]["Roles"];
            enterprise?: components["schemas"]["EnterpriseSlug"];
            phone?: components["schemas"]["PersonPhone"];
            mail?: components["schemas"]["PersonMail"];
        };
        /**
         * 账号变更
         * @description What is not named stays. `enterprise` goes with the role `specialist`, and leaves with it.
         */
        AccountChange: {
            name?: components["schemas"]["PersonName"];
            unit?: components["schemas"]["Unit"];
            roles?: components["schemas"]["Roles"];
            enterprise?: components["schemas"]["EnterpriseSlug"];
            phone?: components["schemas"]["PersonPhone"];
            mail?: components["schemas"]["PersonMail"];
        };
        /**
         * 账号状态
         * @description `active` 正常, `locked` 停用 (by an administrator), `closed` 已注销
         * @enum {unknown}
         */
        AccountState: "active" | "locked" | "closed";
        /** 账号 */
        Account: {
            login: components["schemas"]["Login"];
            /**
             * 登录方式
             * @description How it signs in. An account that is not `own` was opened when its person first came from the provider, whose claims give its unit, roles and enterprise
             *     anew with every sign-in.
             */
            way: components["schemas"]["SignInWayName"];
            /**
             * 姓名
             * @description Missing once the person has been erased, as are telephone and mail.
             */
            name?: components["schemas"]["PersonName"];
            unit: components["schemas"]["Unit"];
            roles: components["schemas"]["Roles"];
            enterprise?: components["schemas"]["EnterpriseSlug"];
            phone?: components["schemas"]["PersonPhone"];
            mail?: components["schemas"]["PersonMail"];
            state: components["schemas"]["AccountState"];
            /**
             * 暂停登录至
             * @description Until then failures to sign in hold it.
             */
            heldUntil?: components["schemas"]["Timestamp"];
            passwordSetAt: components["schemas"]["Timestamp"];
            /** @description The password was given by somebody else, and has to be changed at the next sign-in. */
            mustChangePassword: boolean;
            /** @description A telephone has shown that it makes the codes of this account. */
            enrolled: boolean;
            createdAt: components["schemas"]["Timestamp"];
            closedAt?: components["schemas"]["Timestamp"];
            erasedAt?: components["schemas"]["Timestamp"];
        };
        AccountPage: {
            accounts: components["schemas"]["Account"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /** 初始密码 */
        GivenPassword: {
            login: components["schemas"]["Login"];
            /** @description Told this once; good for one sign-in, at which another is chosen. */
            password: string;
        };
        /** 登录 */
        SignInRequest: {
            /**
             * 登录名
             * Format: readable-line
             */
            login: string;
            /**
             * 密码
             * Format: readable-line
             */
            password: string;
        };
        /** 动态口令或恢复码 */
        Code: string;
        /** 动态口令 */
        CodeRequest: {
            code: components["schemas"]["Code"];
        };
        /** 绑定动态口令 */
        TelephoneRequest: {
            /**
             * 动态口令或恢复码
             * @description Wanted of who is signed in.
             */
            code?: components["schemas"]["Code"];
        };
        /** 动态口令的密钥 */
        TelephoneSecret: {
            /** @description In base32, to be typed where there is no camera. */
            secret: string;
            /** @description `otpauth:`, for a QR code. */
            uri: string;
        };
        /** 恢复码 */
        RecoveryCodes: {
            recoveryCodes: string[];
        };
        /** 绑定的结果 */
        TelephoneConfirmed: {
            recoveryCodes: string[];
            session: components["schemas"]["Session"];
        };
        /** 更改密码 */
        PasswordRequest: {
            /**
             * 当前密码
             * Format: readable-line
             */
            current: string;
            /**
             * 新密码
             * Format: readable-line
             */
            password: string;
        };
        /**
         * 还需要什么
         * @description `code` 动态口令, `telephone` 绑定动态口令, `password` 更改密码, `nothing` 已登录
         * @enum {unknown}
         */
        Wanted: "code" | "telephone" | "password" | "nothing";
        /**
         * 登录方式
         * @description `own` 本系统账号, `oidc` and `cas` 统一身份认证
         * @enum {unknown}
         */
        SignInWayName: "own" | "oidc" | "cas";
        /** 登录方式 */
        SignInWay: {
            way: components["schemas"]["SignInWayName"];
            /**
             * 名称
             * @description What the button says.
             * @example 县统一身份认证
             */
            label: string;
            /**
             * 地址
             * @description Where the browser goes; missing for `own`.
             * @example /v1/session/oidc
             */
            path?: string;
        };
        /** 登录方式 */
        SignInWays: {
            ways: components["schemas"]["SignInWay"][];
        };
        /**
         * 登录
         * @description Of a sign-in that is under way, what is wanted alone.
         */
        Session: {
            wanted: components["schemas"]["Wanted"];
            /**
             * 失效时间
             * @description When it ends if nothing is asked any more.
             */
            endsAt: components["schemas"]["Timestamp"];
            /**
             * 最迟失效时间
             * @description When it ends in any case.
             */
            endsAtLatest?: components["schemas"]["Timestamp"];
            login?: components["schemas"]["Login"];
            name?: components["schemas"]["PersonName"];
            unit?: components["schemas"]["Unit"];
            roles?: components["schemas"]["Roles"];
            enterprise?: components["schemas"]["EnterpriseSlug"];
            /** @description What the roles give. */
            scopes?: string[];
            /**
             * 登录方式
             * @description How the account signs in. Passwords, telephones and recovery codes are of `own` accounts alone; of the others the provider sees to them.
             */
            way?: components["schemas"]["SignInWayName"];
            /**
             * 密码有效期至
             * @description From then on another password is wanted; missing for an account of a provider.
             */
            passwordUntil?: components["schemas"]["Timestamp"];
            /**
             * 剩余恢复码
             * Format: int32
             */
            recoveryCodesLeft?: number;
        };
        /** 新增账号 */
        AccountOpening: {
            account: components["schemas"]["NewAccount"];
            reason: components["schemas"]["ActReason"];
        };
        /** 变更账号 */
        AccountChanging: {
            change: components["schemas"]["AccountChange"];
            reason: components["schemas"]["ActReason"];
        };
        /** 账号操作 */
        AccountAct: {
            /**
             * @description `lock` 停用, `unlock` 恢复 (also one that failures hold), `close` 注销, `resetTelephone` 解除动态口令的绑定, `endSessions` 强制退出
             * @enum {unknown}
             */
            act: "lock" | "unlock" | "close" | "resetTelephone" | "endSessions";
            reason: components["schemas"]["ActReason"];
        };
        /**
         * 登录结果
         * @description `signedIn` 已登录, `signedOut` 已退出, `passwordWrong` 登录名或密码有误, `codeWrong` 动态口令有误, `recoveryCodeUsed` 使用了恢复码,
         *     `refused` 账号已停用或注销, `held` 失败过多，暂停登录, `passwordChanged` 已更改密码, `telephoneBound` 已绑定动态口令, `recoveryCodesRenewed` 已更换恢复码,
         *     `providerRefused` 统一身份认证未通过, `noRole` 统一身份认证未给出本系统的角色
         * @enum {unknown}
         */
        SignInOutcome: "signedIn" | "signedOut" | "passwordWrong" | "codeWrong" | "recoveryCodeUsed" | "refused" | "held" | "passwordChanged" | "telephoneBound" | "recoveryCodesRenewed" | "providerRefused" | "noRole";
        /** 登录记录 */
        SignIn: {
            at: components["schemas"]["Timestamp"];
            /**
             * 登录名
             * @description Missing where there is no such account; what was typed instead is not kept.
             */
            login?: components["schemas"]["Login"];
            /** 来源地址 */
            address: string;
            outcome: components["schemas"]["SignInOutcome"];
        };
        SignInPage: {
            signIns: components["schemas"]["SignIn"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /**
         * 单项业务编号
         * Format: uuid
         */
        OrderId: string;
        /**
         * 未办成的事项
         * @description `place` 送单, `supplement` 送补正材料, `withdraw` 申请撤回, `appoint` 通知踏勘时间
         * @enum {unknown}
         */
        DeliveryTask: "place" | "supplement" | "withdraw" | "appoint";
        /**
         * 失败代码
         * Format: readable-line
         * @description The enterprise's native code, or the hub's word for a failure of the transport.
         */
        FailureCode: string;
        /** 需人工处理的单项业务 */
        UndeliverableOrder: {
            orderId: components["schemas"]["OrderId"];
            jointNumber: components["schemas"]["JointNumber"];
            enterprise: components["schemas"]["EnterpriseSlug"];
            enterpriseName: string;
            service: components["schemas"]["Service"];
            kind: string;
            /** @description What the hub calls the order towards the enterprise. */
            reference: string;
            /** @description The enterprise's own number, if it is known. */
            nativeNumber?: string;
            state: components["schemas"]["OrderState"];
            stateLabel: string;
            task: components["schemas"]["DeliveryTask"];
            taskLabel: string;
            /**
             * Format: int32
             * @description How often it was tried.
             */
            attempts: number;
            /** @description Since when it was tried. */
            openedAt: components["schemas"]["Timestamp"];
            /** @description Since when it has been waiting for a person. */
            givenUpAt: components["schemas"]["Timestamp"];
            /** @description The outcome of the last attempt is unknown; a redrive asks the enterprise before it sends. */
            askFirst: boolean;
            failure?: components["schemas"]["DeliveryFailure"];
            /** @description What a person can do, in Chinese. */
            next: string;
            /**
             * 可以怎样了结
             * @description The outcomes with which it can be settled by hand.
             */
            settlements: components["schemas"]["SettlementOutcome"][];
        };
        UndeliverableOrderPage: {
            orders: components["schemas"]["UndeliverableOrder"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        MovedOrderPage: {
            orders: components["schemas"]["MovedOrder"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /** 移到工作台的单项业务 */
        MovedOrder: {
            orderId: components["schemas"]["OrderId"];
            jointNumber: components["schemas"]["JointNumber"];
            enterprise: components["schemas"]["EnterpriseSlug"];
            enterpriseName: string;
            service: components["schemas"]["Service"];
            kind: string;
            reference: components["schemas"]["OrderReference"];
            state: components["schemas"]["OrderState"];
            stateLabel: string;
            movedAt: components["schemas"]["Timestamp"];
            /**
             * 可以交还
             * @description Nobody has taken it at the desk, and the enterprise has a system.
             */
            returnable: boolean;
        };
        UndeliverableOrderDetail: {
            order: components["schemas"]["UndeliverableOrder"];
            exchanges: components["schemas"]["Exchange"][];
        };
        /** 与企业的一次往来 */
        Exchange: {
            at: components["schemas"]["Timestamp"];
            /**
             * @description `place` 送单, `inquire` 查询进度, `supplement` 送补正材料, `withdraw` 申请撤回, `appoint` 通知踏勘时间
             * @enum {unknown}
             */
            kind: "place" | "inquire" | "supplement" | "withdraw" | "appoint";
            /** Format: int32 */
            attempt: number;
            /** Format: int32 */
            durationMs: number;
            /** @description The kind of the enterprise's answer, or `failed`. */
            outcome: string;
            outcomeLabel: string;
            /** @description Of a failure, as in `DeliveryFailure`. */
            code?: string;
            message?: string;
        };
        /**
         * 操作原因
         * Format: readable-line
         * @description Recorded with who did it and when; one line.
         */
        ActReason: string;
        /** 操作说明 */
        ActRequest: {
            reason: components["schemas"]["ActReason"];
        };
        /**
         * 单项业务筛选条件
         * @description Conditions combine with AND; none takes all.
         */
        UndeliverableOrderFilter: {
            enterprise?: components["schemas"]["EnterpriseSlug"];
            task?: components["schemas"]["DeliveryTask"];
            failureCode?: components["schemas"]["FailureCode"];
            jointNumber?: components["schemas"]["JointNumber"];
            /**
             * Format: date-time
             * @description Given up at or after this time.
             */
            givenUpFrom?: string;
            /**
             * Format: date-time
             * @description Given up before this time.
             */
            givenUpTo?: string;
        };
        /** 按条件重新处理单项业务 */
        OrderRedriveRequest: {
            filter: components["schemas"]["UndeliverableOrderFilter"];
            reason: components["schemas"]["ActReason"];
            /**
             * 仅统计
             * @default false
             */
            dryRun: boolean;
        };
        /** 重新处理的结果 */
        Redriven: {
            /**
             * Format: int32
             * @description How many are taken up again, or would be.
             */
            count: number;
            dryRun: boolean;
        };
        /** 移到工作台 */
        DeskMoveRequest: {
            reason: components["schemas"]["ActReason"];
            /**
             * 已另行核实企业没有此单
             * @description The enterprise is not asked.
             * @default false
             */
            vouched: boolean;
        };
        /** 移到工作台的结果 */
        MovedToDesk: {
            /**
             * @description `moved` 已移到工作台, `delivered` 企业的系统已有此单，没有移
             * @enum {unknown}
             */
            outcome: "moved" | "delivered";
            outcomeLabel: string;
        };
        /**
         * 核实结果
         * @description `delivered` 企业已收到 (of an order its enterprise has, of material it has, of a time it knows), `declined` 企业不同意撤回 (of a withdrawal),
         *     `refused` 企业不予办理, `withdrawn` 已撤回
         * @enum {unknown}
         */
        SettlementOutcome: "delivered" | "declined" | "refused" | "withdrawn";
        /** 人工了结 */
        SettlementRequest: {
            /**
             * 了结的事项
             * @description What was waiting when it was looked at; where it is something else by now nothing is done.
             */
            task: components["schemas"]["DeliveryTask"];
            outcome: components["schemas"]["SettlementOutcome"];
            /**
             * 企业受理编号
             * @description The enterprise's own number of an order that it has.
             */
            nativeNumber?: components["schemas"]["ShortText"];
            /**
             * 说明
             * @description For the applicant, with the state.
             */
            remark?: components["schemas"]["ShortText"];
            reason: components["schemas"]["ActReason"];
        };
        /**
         * 来报编号
         * Format: int64
         */
        CallbackId: number;
        /**
         * 来报情况
         * @description `refused` 核验未通过, `unknownReference` 单号未知, `parked` 暂存 (it overtook the acknowledgement of its
         *     order), `applied` 已采纳, `repeated` 重复, `late` 迟到, `ignored` 无需处理, `unknownStatus` 状态代码未知, `failed` 处理失败
         * @enum {unknown}
         */
        CallbackState: "refused" | "unknownReference" | "parked" | "applied" | "repeated" | "late" | "ignored" | "unknownStatus" | "failed";
        /**
         * 不能重新采纳的原因
         * @description `personErased` 内容已随申请人信息删除, `notConnected` 企业未接入, `unknownReference` 仍无此单号,
         *     `notAcknowledged` 订单尚未确认送达 (then it is applied by itself), `unknownStatus` 状态代码仍未知
         * @enum {unknown}
         */
        CallbackObstacle: "personErased" | "notConnected" | "unknownReference" | "notAcknowledged" | "unknownStatus";
        /** 企业来报 */
        Callback: {
            callbackId: components["schemas"]["CallbackId"];
            enterprise: components["schemas"]["EnterpriseSlug"];
            enterpriseName: string;
            receivedAt: components["schemas"]["Timestamp"];
            state: components["schemas"]["CallbackState"];
            stateLabel: string;
            /** @description Of one that was refused - why. */
            reason?: string;
            /** @description What the enterprise calls the order; of a verified message. */
            reference?: string;
            /** @description The enterprise's id of the message, if it has one. */
            messageId?: string;
            orderId?: components["schemas"]["OrderId"];
            jointNumber?: components["schemas"]["JointNumber"];
            /** @description Whether it can be taken again now, and would change from what it is. */
            redrivable: boolean;
            obstacle?: components["schemas"]["CallbackObstacle"];
            obstacleLabel?: string;
        };
        CallbackPage: {
            callbacks: components["schemas"]["Callback"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        CallbackDetail: {
            callback: components["schemas"]["Callback"];
            meaning?: components["schemas"]["CallbackMeaning"];
            remains?: components["schemas"]["CallbackRemains"];
        };
        /**
         * 未通过核验的报文
         * @description Of one that was refused - what shows whether it came before. The message itself is not kept, and this goes when any person is
         *     erased, whom it may be about.
         */
        CallbackRemains: {
            /**
             * 报文指纹
             * @description A keyed hash of the body as it came: the same for the same body. Without the key nothing of what the body says can be found
             *     out by trying.
             */
            fingerprint: string;
            /**
             * 报文字节数
             * Format: int32
             */
            size: number;
        };
        /** 来报的含义 */
        CallbackMeaning: {
            /**
             * @description `mapped` 对应一个状态, `outOfArea` 不在经营区域, `ignored` 无需处理, `unknown` 未知
             * @enum {unknown}
             */
            kind: "mapped" | "outOfArea" | "ignored" | "unknown";
            state?: components["schemas"]["OrderState"];
            stateLabel?: string;
            /** @description By the enterprise's clock. */
            at?: components["schemas"]["Timestamp"];
            /**
             * 所报时间无效
             * @description True where what stands in the place of a time is none (30 February, year 0). The message counts from when it was received; what
             *     stands there is told in the log, by the alert `no-such-time`.
             */
            noSuchTime?: boolean;
            bookedFor?: components["schemas"]["Timestamp"];
            /** @description The native status, where it is ignored or unknown. */
            native?: string;
        };
        /**
         * 来报筛选条件
         * @description Conditions combine with AND; none takes all.
         */
        CallbackFilter: {
            state?: components["schemas"]["CallbackState"];
            enterprise?: components["schemas"]["EnterpriseSlug"];
            jointNumber?: components["schemas"]["JointNumber"];
            /**
             * Format: date-time
             * @description Received at or after this time.
             */
            receivedFrom?: string;
            /**
             * Format: date-time
             * @description Received before this time.
             */
            receivedTo?: string;
        };
        /** 按条件重新采纳企业来报 */
        CallbackRedriveRequest: {
            filter: components["schemas"]["CallbackFilter"];
            reason: components["schemas"]["ActReason"];
            /**
             * 仅统计
             * @default false
             */
            dryRun: boolean;
        };
        /** 重新采纳的结果 */
        CallbacksRedriven: {
            /**
             * Format: int32
             * @description How many are taken again, or would be.
             */
            count: number;
            dryRun: boolean;
            /** @description How many ended in which state; empty for a dry run. */
            outcomes: components["schemas"]["CallbackOutcome"][];
        };
        CallbackOutcome: {
            state: components["schemas"]["CallbackState"];
            stateLabel: string;
            /** Format: int32 */
            count: number;
        };
        /** 外部流水号 */
        OrderReference: string;
        /**
         * 申报标识
         * Format: uuid
         */
        FilingId: string;
        /**
         * 审批事项
         * @description `planning` 建设工程规划, `roadExcavation` 道路挖掘, `roadOccupation` 道路占用, `greenOccupation` 绿地临时占用: each is one department's
         * @enum {unknown}
         */
        FilingItemName: "planning" | "roadExcavation" | "roadOccupation" | "greenOccupation";
        /**
         * 申报附件种类
         * @description `routeDrawing` 路由图, `constructionPlan` 施工方案, `trafficPlan` 交通组织方案, `greenPlan` 绿化恢复方案, `commitmentLetter` 承诺书, `photo`
         *     现场照片, `other` 其他
         * @enum {unknown}
         */
        FilingFileKind: "routeDrawing" | "constructionPlan" | "trafficPlan" | "greenPlan" | "commitmentLetter" | "photo" | "other";
        /**
         * 审批方式
         * @description `exempt` 免予审批, `notice` 告知承诺备案, `parallel` 并联审批
         * @enum {unknown}
         */
        FilingDecisionKind: "exempt" | "notice" | "parallel";
        /**
         * 申报状态
         * @description `exempt` 免予审批 (recorded, sent nowhere), `pending` 待送审批系统, `open` 审批中, `passed` 已通过, `refused` 未通过 (by a department or by the
         *     approvals system), `cancelled` 已撤回, `broken` 已撤销
         * @enum {unknown}
         */
        FilingState: "exempt" | "pending" | "open" | "passed" | "refused" | "cancelled" | "broken";
        /**
         * 申报待办事项
         * @description `correct` 待补正 (a department waits for the filer), `followUp` 待核查 (a notice that is not known to be finished and restored), `redrive`
         *     需人工处理 (could not be sent)
         * @enum {unknown}
         */
        FilingTask: "correct" | "followUp" | "redrive";
        /**
         * 可作的操作
         * @enum {unknown}
         */
        FilingAct: "correct" | "cancel" | "followUp" | "break";
        /**
         * 版本
         * Format: int32
         * @description Another one with every change of the filing.
         */
        FilingVersion: number;
        /**
         * Format: readable-text
         * @description At most 200 characters, line breaks allowed.
         */
        FilingText: string;
        /**
         * 经办人
         * @description Of the enterprise, never the resident; who the settings name for it unless given.
         */
        FilingContact: {
            /** 联系人 */
            name: components["schemas"]["ShortText"];
            /**
             * 联系电话
             * @description Mainland mobile (11 digits) or landline with area code.
             */
            phone: string;
        };
        /** 申报附件引用 */
        FilingFileReference: {
            id: components["schemas"]["AttachmentId"];
            kind: components["schemas"]["FilingFileKind"];
        };
        /** 行政审批申报 */
        FilingRequest: {
            /** 审批事项 */
            items: components["schemas"]["FilingItemName"][];
            /**
             * 长度（米）
             * Format: double
             * @description Of this filing alone.
             */
            lengthMetres: number;
            /**
             * 电压等级（kV）
             * Format: double
             * @description Of electricity.
             */
            kilovolts?: number;
            /** 是否穿越道路 */
            crossing?: boolean;
            /**
             * 占用绿地面积（平方米）
             * Format: double
             */
            greenArea?: number;
            /**
             * 路由
             * @description From where to where, and along what.
             */
            route: components["schemas"]["FilingText"];
            /**
             * 开工日期
             * Format: date
             * @description Not in the past.
             */
            startDate: string;
            /**
             * 完工日期
             * Format: date
             */
            endDate: string;
            contact?: components["schemas"]["FilingContact"];
            /**
             * 承诺
             * @description The enterprise promises what 告知承诺 asks for; a `notice` needs it.
             */
            commitment?: boolean;
            /**
             * 附件
             * @description Uploaded before (`uploadFilingFile`); of a correction also those that the filing has. All that count are named.
             */
            materials?: components["schemas"]["FilingFileReference"][];
        };
        /** 申报补正 */
        FilingCorrection: {
            version: components["schemas"]["FilingVersion"];
            filing: components["schemas"]["FilingRequest"];
        };
        /** 撤回申报 */
        FilingCancellation: {
            version: components["schemas"]["FilingVersion"];
            /** 撤回原因 */
            reason: components["schemas"]["ShortText"];
        };
        /** 事后核查 */
        FilingFollowUp: {
            version: components["schemas"]["FilingVersion"];
            /**
             * 完工日期
             * Format: date
             * @description Not in the future, not before the filing.
             */
            finishedOn?: string;
            /**
             * 路面（绿地）恢复日期
             * Format: date
             * @description Not in the future, not before the works were finished, which have to be.
             */
            restoredOn?: string;
        };
        /** 认定违反承诺 */
        FilingBreach: {
            version: components["schemas"]["FilingVersion"];
            /**
             * 原因
             * @description Shown to the enterprise.
             */
            reason: components["schemas"]["FilingText"];
        };
        /**
         * 审批方式的依据
         * @description Kept as it was decided, whatever the table says since.
         */
        FilingDecision: {
            /** 依据 */
            reason: string;
            /** 判定表版本 */
            tableVersion: string;
            /**
             * Format: int32
             * @description Its place in the table, from 1.
             */
            row: number;
            /**
             * 审批工作日
             * Format: int32
             * @description Of each department; missing where nobody decides.
             */
            days?: number;
            /**
             * 计入的长度（米）
             * Format: double
             * @description Its own length and those that were added.
             */
            decidedByMetres: number;
            added?: components["schemas"]["AddedFilings"];
        };
        /**
         * 一并计入的申报
         * @description Other filings of the enterprise for the same application, or at the same address, within twelve months, whose lengths were added (不可拆分). Missing
         *     where there were none.
         */
        AddedFilings: {
            /**
             * Format: int32
             * @description How many.
             */
            filings: number;
            /**
             * 一并计入的长度（米）
             * Format: double
             */
            metres: number;
            /** @description The last of them, those alone that the caller sees. */
            references: string[];
            label: string;
        };
        /** 部门进度 */
        FilingItem: {
            item: components["schemas"]["FilingItemName"];
            itemLabel: string;
            /**
             * Format: int32
             * @description The national code (办件状态); missing until the approvals system has the filing.
             */
            statusCode?: number;
            stateLabel: string;
            since?: components["schemas"]["Timestamp"];
            /** 项目编号 */
            projectNumber?: string;
            /**
             * 办理意见
             * @description In the department's words - what is to be corrected, why it was refused.
             */
            remark?: string;
            clock?: components["schemas"]["Clock"];
        };
        /** 行政审批申报 */
        Filing: {
            id: components["schemas"]["FilingId"];
            /**
             * 申报流水号
             * @description What the approvals system knows it by, over every retry and correction.
             */
            reference: string;
            jointNumber: components["schemas"]["JointNumber"];
            orderReference: components["schemas"]["OrderReference"];
            enterprise: components["schemas"]["EnterpriseSlug"];
            /** 建设主体 */
            enterpriseName: string;
            service: components["schemas"]["Service"];
            mode: components["schemas"]["FilingDecisionKind"];
            modeLabel: string;
            state: components["schemas"]["FilingState"];
            stateLabel: string;
            /**
             * Format: int32
             * @description The national code (办件状态) of the filing as a whole; missing where it is exempt.
             */
            statusCode?: number;
            decision: components["schemas"]["FilingDecision"];
            /**
             * 长度（米）
             * Format: double
             */
            lengthMetres: number;
            filedAt: components["schemas"]["Timestamp"];
            /** @description When the approvals system had it. */
            submittedAt?: components["schemas"]["Timestamp"];
            endedAt?: components["schemas"]["Timestamp"];
            /** 审批系统编号 */
            nativeNumber?: string;
            /** @description Why it, or what is wanted of it, is not with the approvals system yet. */
            failure?: components["schemas"]["DeliveryFailure"];
            items: components["schemas"]["FilingItem"][];
            /**
             * 撤回原因
             * @description It is wanted back.
             */
            cancelReason?: string;
            /**
             * 未通过或撤销的原因
             * @description Why the approvals system declined it, or why the commitment counts as broken; of a department's decision the item has it.
             */
            reason?: string;
            /**
             * 完工日期
             * Format: date
             */
            finishedOn?: string;
            /**
             * 恢复日期
             * Format: date
             */
            restoredOn?: string;
            /** 撤销时间 */
            brokenAt?: components["schemas"]["Timestamp"];
            task?: components["schemas"]["FilingTask"];
            /** @description What can be done about it where it stands, by who may. */
            possible: components["schemas"]["FilingAct"][];
            version: components["schemas"]["FilingVersion"];
        };
        FilingPage: {
            filings: components["schemas"]["Filing"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /** 行政审批申报（详情） */
        FilingDetail: {
            filing: components["schemas"]["Filing"];
            /** @description What has happened to it, the oldest first. */
            events: components["schemas"]["FilingEvent"][];
            content?: components["schemas"]["FilingContent"];
        };
        /** 申报经过 */
        FilingEvent: {
            at: components["schemas"]["Timestamp"];
            item?: components["schemas"]["FilingItemName"];
            text: string;
            /** 意见 */
            remark?: string;
            /** @description Who did it by hand; told to those who see everything. */
            actor?: string;
        };
        /**
         * 申报内容
         * @description What was sent, or will be.
         */
        FilingContent: {
            /** 项目名称 */
            projectName: string;
            /** 申请单位 */
            applicant: {
                name: string;
                unifiedSocialCreditCode: string;
            };
            contact: components["schemas"]["FilingContact"];
            /** 地址 */
            address: string;
            items: components["schemas"]["FilingItemName"][];
            /** Format: double */
            lengthMetres: number;
            /** Format: double */
            kilovolts?: number;
            crossing?: boolean;
            /** Format: double */
            greenArea?: number;
            /** 路由 */
            route: string;
            /** Format: date */
            startDate: string;
            /** Format: date */
            endDate: string;
            commitment: boolean;
            materials: components["schemas"]["FilingFile"][];
        };
        /** 申报附件 */
        FilingFile: {
            id: components["schemas"]["AttachmentId"];
            kind: components["schemas"]["FilingFileKind"];
            /** 文件名 */
            name: string;
        };
        /**
         * 待办事项
         * @description `take` 待接单, `answerWithdrawal` 待答复撤回, `checkSupplement` 待查看补正材料, `proceed` 办理中, `awaitApplicant` 等申请人补正
         * @enum {unknown}
         */
        DeskTask: "take" | "answerWithdrawal" | "checkSupplement" | "proceed" | "awaitApplicant";
        /**
         * 办理步骤
         * @description `take` 接单, `withdrawalGranted` 同意撤回, `withdrawalDeclined` 不同意撤回, `supplementSeen` 已收补正材料, `accepted` 受理, `dispatched` 派工,
         *     `surveyBooked` 预约踏勘, `surveyed` 踏勘完成, `designed` 设计完成, `quoted` 出具预算, `paid` 已缴费, `building` 开始施工, `inspected` 验收, `completed` 办结,
         *     `completedConditionally` 容缺办结, `needsMaterial` 通知补正, `specialProcedure` 进入特别程序, `specialProcedureEnded` 结束特别程序,
         *     `notAdmitted` 不予受理, `refused` 不予办理, `revoked` 撤销, `outOfArea` 不在经营区域，转办, `nativeNumber` 登记企业受理编号
         * @enum {unknown}
         */
        DeskStep: "take" | "withdrawalGranted" | "withdrawalDeclined" | "supplementSeen" | "accepted" | "dispatched" | "surveyBooked" | "surveyed" | "designed" | "quoted" | "paid" | "building" | "inspected" | "completed" | "completedConditionally" | "needsMaterial" | "specialProcedure" | "specialProcedureEnded" | "notAdmitted" | "refused" | "revoked" | "outOfArea" | "nativeNumber";
        /**
         * 办理一步
         * @description What a step needs beside its name stands with it and with no other.
         */
        DeskStepRequest: {
            step: components["schemas"]["DeskStep"];
            version: components["schemas"]["OrderVersion"];
            /**
             * 服务专员
             * Format: readable-line
             * @description Who does it, where several people use one client; recorded with the step. Who has signed in is recorded by their own name.
             */
            specialist?: string;
            /**
             * 预约上门时间
             * Format: date-time
             * @description Of `surveyBooked`; not in the past, within two years.
             */
            bookedFor?: string & (unknown & unknown);
            /**
             * 踏勘结果
             * @description Of `surveyed`.
             */
            result?: components["schemas"]["StepText"];
            /**
             * 需补正的材料
             * @description Of `needsMaterial`.
             */
            material?: components["schemas"]["StepText"];
            /**
             * 原因
             * @description Of what the applicant must be given a reason for.
             */
            reason?: components["schemas"]["StepText"];
            /**
             * 企业受理编号
             * @description Of `nativeNumber`, and of `take` where it is known by then.
             */
            nativeNumber?: components["schemas"]["ShortText"];
            /**
             * 说明
             * @description For the applicant, with the state; of the steps that need no words of their own.
             */
            remark?: components["schemas"]["StepText"];
            /**
             * 办理结果附件
             * @description Of the steps that lead to a state; uploaded before, each by who names it. The applicant's side sees them with the order.
             */
            attachments?: components["schemas"]["ResultReference"][];
        } & (unknown & unknown & unknown & unknown & unknown & unknown & unknown & unknown);
        /** 办理结果附件引用 */
        ResultReference: {
            id: components["schemas"]["AttachmentId"];
            kind: components["schemas"]["ResultKind"];
        };
        /**
         * Format: readable-text
         * @description At most 200 characters, line breaks allowed.
         */
        StepText: string;
        /**
         * 版本
         * Format: int32
         * @description Another one with every change of the order.
         */
        OrderVersion: number;
        /** 工作台上的单项业务 */
        DeskOrder: {
            jointNumber: components["schemas"]["JointNumber"];
            /** 打印编号 */
            printedNumber: string;
            receivedAt: components["schemas"]["Timestamp"];
            applicant: components["schemas"]["MaskedApplicant"];
            address: components["schemas"]["MaskedText"];
            order: components["schemas"]["Order"];
            /**
             * 最近的应办结时间
             * @description Of its open clocks; missing where none runs.
             */
            dueAt?: components["schemas"]["Timestamp"];
            /** @description Missing when the order has ended. */
            task?: components["schemas"]["DeskTask"];
            taskLabel?: string;
            /**
             * 接单人
             * @description The name of who has signed in; of a program its client, and what it said of the specialist.
             */
            takenBy?: string;
            /**
             * 最近由谁打开
             * @description Somebody else than the reader who has signed in and opened the order at this desk, and when; missing where nobody has. Nothing is locked.
             */
            lastOpened?: {
                /** 姓名 */
                by: string;
                at: components["schemas"]["Timestamp"];
            };
            version: components["schemas"]["OrderVersion"];
            /**
             * 可以办理的步骤
             * @description What can be said of the order where it stands.
             */
            steps: components["schemas"]["OfferedStep"][];
        };
        OfferedStep: {
            step: components["schemas"]["DeskStep"];
            label: string;
        };
        DeskOrderPage: {
            orders: components["schemas"]["DeskOrder"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /**
         * 工作台上的单项业务（全文）
         * @description What the applicant has brought and nobody has looked at yet is in it already; `supplied` says where.
         */
        DeskOrderDetail: {
            desk: components["schemas"]["DeskOrder"];
            basic: components["schemas"]["Basic"];
            water?: components["schemas"]["Water"];
            electricity?: components["schemas"]["Electricity"];
            gas?: components["schemas"]["Gas"];
            network?: components["schemas"]["Network"];
            /** 登记人 */
            registrar?: string;
            attachments: components["schemas"]["DeskAttachment"][];
            /** 申请人撤回的原因 */
            withdrawalReason?: string;
            /**
             * 补正更改的字段
             * @description JSON pointers (RFC 6901).
             */
            supplied?: string[];
        };
        DeskAttachment: {
            id: components["schemas"]["AttachmentId"];
            kind: components["schemas"]["AttachmentKind"];
            /** @enum {unknown} */
            mediaType: "image/jpeg" | "image/png" | "application/pdf";
        };
        /**
         * 操作
         * @description A word for what was done, `order-redrive`.
         */
        ActAction: string;
        /**
         * 操作人
         * Format: readable-line
         */
        ActorName: string;
        /** 人工操作 */
        Act: {
            /** Format: int64 */
            actId: number;
            at: components["schemas"]["Timestamp"];
            by: components["schemas"]["ActorName"];
            action: components["schemas"]["ActAction"];
            /** @description What it was done to - the names of rows, or the filter they were chosen by. */
            target: {
                [key: string]: unknown;
            };
            reason: components["schemas"]["ActReason"];
            /**
             * Format: int32
             * @description How many rows it changed.
             */
            count: number;
        };
        /**
         * 计时编号
         * Format: uuid
         */
        ClockId: string;
        /**
         * 承诺事项
         * @description `acceptAndSurvey` 受理踏勘 (一个工作日, 建办〔2023〕87号), `connect` 接入开通 (the days that the enterprise has published), `approval` 部门审批 (of one
         *     department, for a filing), `callBack` 差评回访 (一个工作日), `rectify` 差评整改 (15 个工作日)
         * @enum {unknown}
         */
        ClockPromise: "acceptAndSurvey" | "connect" | "approval" | "callBack" | "rectify";
        /**
         * 计时状态
         * @description `late` 超期, `paused` 暂停, `warned` 临期 (the first warning is passed), `running` 正常, `ended` 已结束
         * @enum {unknown}
         */
        ClockLight: "late" | "paused" | "warned" | "running" | "ended";
        /**
         * 待谁处理
         * @description `enterprise` 承办企业, `applicant` 申请人 (补正), `department` 主管部门 (特别程序), `operator` 县级服务专员 (未能送达企业)
         * @enum {unknown}
         */
        ClockActor: "enterprise" | "applicant" | "department" | "operator";
        /**
         * 暂停原因
         * @description `applicant` 申请人原因 (补正, 预约, 约定时间无人), `approval` 特别程序, `appeal` 申诉裁决 (of a rectification)
         * @enum {unknown}
         */
        PauseCause: "applicant" | "approval" | "appeal";
        /** 承诺时限 */
        Clock: {
            id: components["schemas"]["ClockId"];
            promise: components["schemas"]["ClockPromise"];
            promiseLabel: string;
            /**
             * 承诺工作日
             * Format: int32
             */
            days: number;
            startedAt: components["schemas"]["Timestamp"];
            state: components["schemas"]["ClockLight"];
            stateLabel: string;
            /**
             * 应办结时间
             * @description The close of office of the last of its days; missing while it is paused.
             */
            dueAt?: components["schemas"]["Timestamp"];
            /** @description Of a clock that stands still. */
            pausedBy?: components["schemas"]["PauseCause"];
            /**
             * 剩余办公分钟
             * Format: int32
             * @description Office minutes to the due time, from 0; the day on which it began counts none. Missing while it is paused and when it has ended.
             */
            remainingMinutes?: number;
            /**
             * 剩余工作日
             * Format: double
             * @description What is left of its days, pauses taken out, from 0; missing when it has ended.
             */
            remainingDays?: number;
            /** @description Missing when it has ended. */
            actor?: components["schemas"]["ClockActor"];
            actorLabel?: string;
            /**
             * 暂定
             * @description A day that was walked through is of a year whose holiday arrangements are not published (`calendar-not-covered`).
             */
            provisional?: boolean;
            endedAt?: components["schemas"]["Timestamp"];
            /**
             * 结果
             * @description `onTime` 按时, `late` 超期, `ended` 未计 (the order ended before what was promised was done)
             * @enum {unknown}
             */
            outcome?: "onTime" | "late" | "ended";
            outcomeLabel?: string;
            /**
             * 超期办公分钟
             * Format: int32
             * @description Office minutes from the due time to the end, or until now, of a clock that is or ended late.
             */
            lateByMinutes?: number;
        };
        /** 一项业务的承诺时限 */
        ListedClock: {
            jointNumber: components["schemas"]["JointNumber"];
            enterprise: components["schemas"]["EnterpriseSlug"];
            enterpriseName: string;
            service: components["schemas"]["Service"];
            kind: string;
            reference: string;
            orderState: components["schemas"]["OrderState"];
            orderStateLabel: string;
            clock: components["schemas"]["Clock"];
        };
        ClockPage: {
            clocks: components["schemas"]["ListedClock"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /** 承诺时限的数量 */
        ClockCounts: {
            /**
             * 今日到期
             * Format: int32
             */
            dueToday: number;
            /**
             * 超期
             * Format: int32
             */
            late: number;
            /**
             * 临期
             * Format: int32
             */
            warned: number;
            /**
             * 正常
             * Format: int32
             */
            running: number;
            /**
             * 暂停
             * Format: int32
             */
            paused: number;
        };
        /** 计时明细 */
        ClockDetail: {
            listed: components["schemas"]["ListedClock"];
            pauses: components["schemas"]["ClockPause"][];
            history: components["schemas"]["ClockProjection"][];
        };
        /** 暂停 */
        ClockPause: {
            from: components["schemas"]["Timestamp"];
            /** @description Missing while it lasts. */
            to?: components["schemas"]["Timestamp"];
            cause: components["schemas"]["PauseCause"];
            causeLabel: string;
        };
        /** 推算记录 */
        ClockProjection: {
            at: components["schemas"]["Timestamp"];
            /**
             * @description `started` 开始计时, `attached` 补建计时, `paused` 暂停, `resumed` 恢复, `ended` 结束, `handedOver` 转办, `calendar` 工作日历变更
             * @enum {unknown}
             */
            reason: "started" | "attached" | "paused" | "resumed" | "ended" | "handedOver" | "calendar";
            reasonLabel: string;
            /** @description What it was due before; missing where it had no due time. */
            dueBefore?: components["schemas"]["Timestamp"];
            /** @description Missing while it is paused. */
            dueAt?: components["schemas"]["Timestamp"];
            calendarVersion: string;
        };
        /**
         * 业务种型
         * @description What is wanted of a service, whichever it is; the blocks of the form say which a service has. `new` 新装, `alter` 改装, `changeCategory` 改类,
         *     `move` 迁移, `ignition` 通气点火, `alterPipe` 改管, `transfer` 过户, `close` 销户, `temporary` 临时用, `fire` 消防, `increase` 增容, `other` 其他
         * @enum {unknown}
         */
        OrderKind: "new" | "alter" | "changeCategory" | "move" | "ignition" | "alterPipe" | "transfer" | "close" | "temporary" | "fire" | "increase" | "other";
        /**
         * 月份
         * @description A month in Asia/Shanghai.
         * @example 2026-11
         */
        CalendarMonth: string;
        /**
         * 评价编号
         * Format: uuid
         */
        RatingId: string;
        /**
         * 评价等级
         * @description `verySatisfied` 非常满意, `satisfied` 满意, `fairlySatisfied` 基本满意, `dissatisfied` 不满意, `veryDissatisfied` 非常不满意; the last two are 差评
         * @enum {unknown}
         */
        RatingLevel: "verySatisfied" | "satisfied" | "fairlySatisfied" | "dissatisfied" | "veryDissatisfied";
        /**
         * 评价渠道
         * @description `window` 窗口, `portal` 政务平台, `sms` 短信, `self` 自助终端
         * @enum {unknown}
         */
        RatingChannel: "window" | "portal" | "sms" | "self";
        /**
         * 标注
         * @description `misrated` 误评, `malicious` 恶意差评, `staged` 刷评
         * @enum {unknown}
         */
        RatingMark: "misrated" | "malicious" | "staged";
        /** 评价链接请求 */
        RatingLinkRequest: {
            /**
             * 单项业务
             * @description The reference of an order of the application; the application as a whole unless given.
             */
            order?: components["schemas"]["OrderReference"];
            channel: components["schemas"]["RatingChannel"];
        };
        /** 评价链接 */
        RatingLink: {
            /**
             * 链接
             * Format: uri
             */
            url: string;
            /**
             * 用途
             * @description `rate` 评价, `supplement` 追评, `province` 省平台评价
             * @enum {unknown}
             */
            purpose: "rate" | "supplement" | "province";
            /** 有效期至 */
            goodUntil: components["schemas"]["Timestamp"];
        };
        /**
         * 评价表
         * @description As a browser sends it. What is missing or wrong is told by the page.
         */
        RatingForm: {
            level?: string;
            /** @description Codes of the national options; one, or several. */
            reason?: string | string[];
            text?: string;
            phone?: string;
        };
        /** 评价选项 */
        RatingOption: {
            /** Format: int32 */
            code: number;
            label: string;
        };
        /** 评价 */
        Rating: {
            ratingId: components["schemas"]["RatingId"];
            jointNumber: components["schemas"]["JointNumber"];
            /**
             * 单项业务
             * @description Missing of the application as a whole.
             */
            order?: components["schemas"]["OrderReference"];
            /** @description Of the application as a whole the one whose order ended last. */
            enterprise: components["schemas"]["EnterpriseSlug"];
            /** 承办企业 */
            enterpriseName: string;
            level: components["schemas"]["RatingLevel"];
            levelLabel: string;
            /** 原因 */
            options: components["schemas"]["RatingOption"][];
            /** 评价内容 */
            text?: string;
            /** 追评 */
            supplement?: string;
            /** 追评时间 */
            supplementedAt?: components["schemas"]["Timestamp"];
            channel: components["schemas"]["RatingChannel"];
            channelLabel: string;
            /** 评价时间 */
            at: components["schemas"]["Timestamp"];
            /**
             * 同一终端评价过多
             * @description More came from the same workstation within a day than the settings let pass.
             */
            isFlagged: boolean;
            mark?: components["schemas"]["RatingMark"];
            markLabel?: string;
            version: components["schemas"]["OrderVersion"];
        };
        RatingPage: {
            ratings: components["schemas"]["Rating"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /** 评价数量 */
        RatingCounts: {
            from: components["schemas"]["CalendarDate"];
            to: components["schemas"]["CalendarDate"];
            /** 评价 */
            rated: components["schemas"]["FigureCount"];
            levels: components["schemas"]["RatingLevelCounts"];
            /** 差评 */
            bad: components["schemas"]["FigureCount"];
            /**
             * 其中标注
             * @description Of the bad ones, those that were found wrong.
             */
            marked: components["schemas"]["FigureCount"];
        };
        /** 各等级评价 */
        RatingLevelCounts: {
            /** 非常满意 */
            verySatisfied: components["schemas"]["FigureCount"];
            /** 满意 */
            satisfied: components["schemas"]["FigureCount"];
            /** 基本满意 */
            fairlySatisfied: components["schemas"]["FigureCount"];
            /** 不满意 */
            dissatisfied: components["schemas"]["FigureCount"];
            /** 非常不满意 */
            veryDissatisfied: components["schemas"]["FigureCount"];
        };
        /** 标注评价 */
        MarkRequest: {
            /**
             * 标注
             * @description `misrated` 误评, `malicious` 恶意差评, `staged` 刷评, `none` 取消标注
             * @enum {unknown}
             */
            mark: "misrated" | "malicious" | "staged" | "none";
            version: components["schemas"]["OrderVersion"];
            reason: components["schemas"]["ActReason"];
        };
        /**
         * 整改情况
         * @description `open` 待回访, `calledBack` 整改中, `closed` 已办结, `dismissed` 差评不成立, `dropped` 个人信息已删除
         * @enum {unknown}
         */
        RectificationState: "open" | "calledBack" | "closed" | "dismissed" | "dropped";
        /**
         * 整改步骤
         * @description `name` 指定责任人, `callBack` 回访, `close` 办结, `appeal` 申诉
         * @enum {unknown}
         */
        RectificationStep: "name" | "callBack" | "close" | "appeal";
        /**
         * 申诉理由
         * @description `misrated` 误评, `malicious` 恶意差评
         * @enum {unknown}
         */
        AppealGround: "misrated" | "malicious";
        /**
         * Format: readable-text
         * @description At most 500 characters, line breaks allowed.
         */
        RectificationText: string;
        /**
         * 整改一步
         * @description What a step needs beside its name stands with it and with no other.
         */
        RectificationStepRequest: {
            step: components["schemas"]["RectificationStep"];
            version: components["schemas"]["OrderVersion"];
            /**
             * 责任人
             * Format: readable-line
             * @description Of `name`; the name of somebody who sees to it.
             */
            person?: string;
            /**
             * 是否联系上
             * @description Of `callBack`. A call that did not reach the applicant is recorded, and is no call-back.
             */
            isReached?: boolean;
            /**
             * 回访情况
             * @description Of `callBack`.
             */
            remark?: components["schemas"]["RectificationText"];
            /**
             * 整改结果
             * @description Of `close`.
             */
            result?: components["schemas"]["RectificationText"];
            /**
             * 申请人是否满意
             * @description Of `close`; with the result.
             */
            isSatisfied?: boolean;
            ground?: components["schemas"]["AppealGround"];
            /**
             * 申诉说明
             * @description Of `appeal`.
             */
            reason?: components["schemas"]["RectificationText"];
        } & (unknown & unknown & unknown & unknown);
        /** 裁决申诉 */
        DecisionRequest: {
            decision: components["schemas"]["AppealDecision"];
            version: components["schemas"]["OrderVersion"];
            reason: components["schemas"]["ActReason"];
        };
        /**
         * 裁决
         * @description `upheld` 申诉成立, `rejected` 申诉不成立
         * @enum {unknown}
         */
        AppealDecision: "upheld" | "rejected";
        /** 申诉 */
        Appeal: {
            ground: components["schemas"]["AppealGround"];
            groundLabel: string;
            /** 申诉时间 */
            at: components["schemas"]["Timestamp"];
            /** 申诉说明 */
            reason?: string;
            decision?: components["schemas"]["AppealDecision"];
            decisionLabel?: string;
            /** 裁决时间 */
            decidedAt?: components["schemas"]["Timestamp"];
            /** 裁决理由 */
            decisionReason?: string;
        };
        /**
         * 差评整改
         * @description What somebody wrote is missing once the person has been erased.
         */
        Rectification: {
            ratingId: components["schemas"]["RatingId"];
            jointNumber: components["schemas"]["JointNumber"];
            /**
             * 单项业务
             * @description Missing where the application as a whole was rated.
             */
            order?: components["schemas"]["OrderReference"];
            enterprise: components["schemas"]["EnterpriseSlug"];
            /** 承办企业 */
            enterpriseName: string;
            level: components["schemas"]["RatingLevel"];
            levelLabel: string;
            /** 原因 */
            options: components["schemas"]["RatingOption"][];
            /** 评价内容 */
            text?: string;
            /** 追评 */
            supplement?: string;
            /** 开始时间 */
            openedAt: components["schemas"]["Timestamp"];
            state: components["schemas"]["RectificationState"];
            stateLabel: string;
            /** 责任人 */
            person?: string;
            /** 回访时间 */
            calledBackAt?: components["schemas"]["Timestamp"];
            /** 回访情况 */
            callBack?: string;
            /** 结束时间 */
            closedAt?: components["schemas"]["Timestamp"];
            /** 整改结果 */
            result?: string;
            /** 申请人是否满意 */
            isSatisfied?: boolean;
            appeal?: components["schemas"]["Appeal"];
            /**
             * 承诺时限
             * @description Of the call-back and of the rectification.
             */
            clocks?: components["schemas"]["Clock"][];
            /** 可办步骤 */
            steps: components["schemas"]["RectificationStep"][];
            version: components["schemas"]["OrderVersion"];
        };
        RectificationPage: {
            rectifications: components["schemas"]["Rectification"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /** 考核数据 */
        Figures: {
            from: components["schemas"]["CalendarDate"];
            to: components["schemas"]["CalendarDate"];
            countedAt: components["schemas"]["Timestamp"];
            /** @description The calendar in force when they were counted; what had ended by then keeps the one that it was judged by. */
            calendarVersion: components["schemas"]["CalendarVersion"];
            /** @description One for each enterprise, service and kind of which there is something to count. */
            rows: components["schemas"]["FigureRow"][];
            /** @description The rows of each enterprise together. */
            enterprises: components["schemas"]["FigureRow"][];
            /** @description All rows together. */
            total: components["schemas"]["FigureRow"];
            /** @description One for each item of filings of which a department has decided one, or missed its time; of the filings of the rows. */
            departments: components["schemas"]["FigureDepartment"][];
            /**
             * @description Joint visits, each once however many enterprises came; for those who see everything, where no enterprise, service or kind is asked for.
             *     How each enterprise took part stands in its row.
             */
            visits?: components["schemas"]["FigureVisits"];
            /** @description What applications as a whole were rated; for those who see everything, where no enterprise, service or kind is asked for. */
            applications?: components["schemas"]["FigureRatings"];
        };
        /** 一行考核数据 */
        FigureRow: {
            enterprise?: components["schemas"]["EnterpriseSlug"];
            enterpriseName?: string;
            service?: components["schemas"]["Service"];
            serviceLabel?: string;
            kind?: components["schemas"]["OrderKind"];
            kindLabel?: string;
            /**
             * 收件
             * @description Orders that came in. One that was handed over is its new enterprise's.
             */
            received: components["schemas"]["FigureCount"];
            /**
             * 受理
             * @description Judged by the promise of acceptance and survey.
             */
            accepted: components["schemas"]["FigureStage"];
            /** 受理踏勘 */
            surveyed: components["schemas"]["FigureStage"];
            /**
             * 接入开通
             * @description Of orders for which the enterprise has published days.
             */
            connected: components["schemas"]["FigureStage"];
            /**
             * 办结
             * @description Orders that were completed, with papers to be brought later (容缺) or without.
             */
            completed: components["schemas"]["FigureCount"];
            /**
             * 补正
             * @description How often corrections were asked for.
             */
            corrections: components["schemas"]["FigureCount"];
            /**
             * 未通过
             * @description By reason, as the national 办件状态 table has it.
             */
            refusals: components["schemas"]["FigureRefusals"][];
            /** 撤回 */
            withdrawn: components["schemas"]["FigureCount"];
            /**
             * 未能送达
             * @description Orders that stood in front of a person because they could not be handed over, each once.
             */
            undeliverable: components["schemas"]["FigureCount"];
            attendance: components["schemas"]["FigureAttendance"];
            filings: components["schemas"]["FigureFilings"];
            /**
             * 服务评价
             * @description Of the orders; applications as a whole are counted by themselves.
             */
            ratings: components["schemas"]["FigureRatings"];
        };
        /**
         * 参加联合踏勘
         * @description Of the orders of those who were asked, for every visit that has ended: an enterprise counts on the day it ended, one that did not come
         *     on the day that was said. Who was to come in vain, as the applicant was not there, counts as nothing.
         */
        FigureAttendance: {
            /** 确认到场 */
            attended: components["schemas"]["FigureCount"];
            /**
             * 未确认到场
             * @description Came without having said that it would.
             */
            unconfirmed: components["schemas"]["FigureCount"];
            /** 未到场 */
            missed: components["schemas"]["FigureCount"];
            /**
             * 另行踏勘
             * @description Had declined, and comes by itself.
             */
            alone: components["schemas"]["FigureCount"];
        };
        /** 联合踏勘 */
        FigureVisits: {
            /**
             * 约定
             * @description How often a time was settled; another time for the same visit counts again.
             */
            agreed: components["schemas"]["FigureCount"];
            /** 完成 */
            done: components["schemas"]["FigureCount"];
            /**
             * 其中首次时间成行
             * @description At the first time that was ever proposed for the application.
             */
            doneAtFirst: components["schemas"]["FigureCount"];
            /**
             * 未成行（申请人）
             * @description The applicant was not there.
             */
            applicantAbsent: components["schemas"]["FigureCount"];
            /**
             * 未成行（企业）
             * @description None of the enterprises was there.
             */
            enterprisesAbsent: components["schemas"]["FigureCount"];
            /** 取消 */
            cancelled: components["schemas"]["FigureCount"];
            /**
             * 一次上门企业数
             * Format: double
             * @description How many enterprises came with one visit that was done, to two decimals; missing where there is none.
             */
            enterprisesPerVisit?: number;
        };
        /**
         * 行政审批
         * @description Filings of the enterprise; each counts on the day the hub got to know of it.
         */
        FigureFilings: {
            filed: components["schemas"]["FigureFiled"];
            /** 已通过 */
            passed: components["schemas"]["FigureCount"];
            /** 未通过 */
            refused: components["schemas"]["FigureCount"];
            /** 已撤回 */
            cancelled: components["schemas"]["FigureCount"];
            /**
             * 已撤销
             * @description A commitment was broken, or a department has revoked what it had passed.
             */
            broken: components["schemas"]["FigureCount"];
            decided: components["schemas"]["FigureDecisions"];
        };
        /**
         * 申报
         * @description By what the table of the settings decided.
         */
        FigureFiled: {
            /** 免予审批 */
            exempt: components["schemas"]["FigureCount"];
            /** 告知承诺备案 */
            notice: components["schemas"]["FigureCount"];
            /** 并联审批 */
            parallel: components["schemas"]["FigureCount"];
        };
        /**
         * 部门期限
         * @description What the departments were to decide, each item by itself; what was taken back before counts as neither on time nor late.
         */
        FigureDecisions: {
            /** 告知承诺备案 */
            notice: components["schemas"]["FigureStage"];
            /** 并联审批 */
            parallel: components["schemas"]["FigureStage"];
        };
        /** 审批部门 */
        FigureDepartment: {
            item: components["schemas"]["FilingItemName"];
            itemLabel: string;
            decided: components["schemas"]["FigureDecisions"];
        };
        /**
         * 服务评价
         * @description Ratings of the period (好差评). Those that were found wrong stay and are counted; without them is counted beside.
         */
        FigureRatings: {
            /** 评价 */
            rated: components["schemas"]["FigureCount"];
            levels: components["schemas"]["RatingLevelCounts"];
            /**
             * 差评
             * @description Of the two lower levels.
             */
            bad: components["schemas"]["FigureCount"];
            /**
             * 差评中标注
             * @description Found to be wrong or malicious.
             */
            badMarked: components["schemas"]["FigureCount"];
            /**
             * 满意率
             * @description The three upper levels to all; missing where there are none.
             */
            satisfaction?: components["schemas"]["FigureShare"];
            /**
             * 满意率（不计标注）
             * @description Without those that are marked; missing where there are none.
             */
            satisfactionUnmarked?: components["schemas"]["FigureShare"];
            /**
             * 参评
             * @description Of what ended in the period, what has been rated to this day.
             */
            participants: components["schemas"]["FigureCount"];
            /**
             * 参评率
             * @description To all that ended in the period; missing where nothing did, and of applications as a whole.
             */
            participation?: components["schemas"]["FigureShare"];
            /** 差评回访 */
            callBack: components["schemas"]["FigureKept"];
            /** 差评整改 */
            rectified: components["schemas"]["FigureKept"];
        };
        /** Format: double */
        FigureShare: number;
        /**
         * 承诺完成情况
         * @description On time on the day it was done, late on the day it was due; what was found wrong before counts as neither.
         */
        FigureKept: {
            /** 按时 */
            onTime: components["schemas"]["FigureCount"];
            /** 超期 */
            late: components["schemas"]["FigureCount"];
            /** 其中未办 */
            outstanding: components["schemas"]["FigureCount"];
            /**
             * 按时率
             * @description Missing where there is neither.
             */
            rate?: components["schemas"]["FigureShare"];
        };
        /** Format: int32 */
        FigureCount: number;
        /** 一个环节 */
        FigureStage: {
            /** 按时 */
            onTime: components["schemas"]["FigureCount"];
            /** 超期 */
            late: components["schemas"]["FigureCount"];
            /**
             * 其中未办
             * @description Of the late ones, those that have not been done to this day.
             */
            outstanding: components["schemas"]["FigureCount"];
            /**
             * 按时率
             * Format: double
             * @description On time to on time and late together; missing where there is neither.
             */
            rate?: number;
            days: components["schemas"]["FigureDays"];
            pausedMinutes: components["schemas"]["FigurePauses"];
        };
        /**
         * 工作日
         * @description Of what was done in the period, on time or late; pauses are in them.
         */
        FigureDays: {
            /** @description How many were done. */
            count: components["schemas"]["FigureCount"];
            /**
             * 平均
             * Format: double
             * @description Missing where there are none, to two decimals.
             */
            mean?: number;
            /**
             * 九成以内
             * Format: int32
             * @description The 90th percentile by nearest rank; missing where there are none.
             */
            percentile90?: number;
        };
        /**
         * 暂停的办公分钟
         * @description Of what was done in the period, together; a cause that there was none of is missing.
         */
        FigurePauses: {
            /**
             * 申请人补正
             * Format: double
             */
            applicant?: number;
            /**
             * 特别程序
             * Format: double
             */
            approval?: number;
        };
        /** 一种原因的未通过 */
        FigureRefusals: {
            /** Format: int32 */
            statusCode: number;
            statusLabel: string;
            count: components["schemas"]["FigureCount"];
        };
        ActPage: {
            acts: components["schemas"]["Act"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /**
         * 年份
         * Format: int32
         */
        CalendarYearNumber: number;
        /**
         * 日期
         * Format: date
         * @description A day in Asia/Shanghai.
         * @example 2026-12-03
         */
        CalendarDate: string;
        /**
         * 日历版本
         * @description Another one whenever the calendar or the office hours are.
         */
        CalendarVersion: string;
        /** 放假或调休日 */
        ArrangedDay: {
            /**
             * 名称
             * Format: readable-line
             */
            name: string;
            date: components["schemas"]["CalendarDate"];
            /**
             * 是否放假
             * @description False: a day that is worked in exchange (调休上班).
             */
            isOffDay: boolean;
        };
        /** 本县自行安排的日期 */
        CountyDay: {
            date: components["schemas"]["CalendarDate"];
            /** 是否停办 */
            isOffDay: boolean;
            reason: components["schemas"]["ActReason"];
            changedAt: components["schemas"]["Timestamp"];
        };
        /** 一年的工作日安排 */
        CalendarYear: {
            year: components["schemas"]["CalendarYearNumber"];
            /**
             * 是否推定
             * @description Nobody has published its arrangements.
             */
            provisional: boolean;
            /**
             * 来源
             * @description The library of the hub, or a file that was imported; missing where it is provisional.
             * @enum {string}
             */
            source?: "library" | "import";
            /**
             * 工作日数
             * Format: int32
             */
            workingDays: number;
            /** 放假与调休 */
            days: components["schemas"]["ArrangedDay"][];
            /** 本县停办与加开 */
            countyDays: components["schemas"]["CountyDay"][];
            version: components["schemas"]["CalendarVersion"];
        };
        /**
         * 年度放假安排文件
         * @description As holiday-cn publishes one for each year.
         */
        CalendarFile: {
            /** Format: readable-line */
            $schema?: string;
            /** Format: readable-line */
            $id?: string;
            year: components["schemas"]["CalendarYearNumber"];
            papers?: string[];
            /** @description None - the year has not been published. */
            days: components["schemas"]["ArrangedDay"][];
        };
        CalendarImportRequest: {
            file: components["schemas"]["CalendarFile"];
            reason: components["schemas"]["ActReason"];
            /** @description Tells what would differ. */
            dryRun?: boolean;
        };
        /** 工作日的变化 */
        CalendarDifference: {
            date: components["schemas"]["CalendarDate"];
            /** 原为休息日 */
            wasOffDay: boolean;
            /** 现为休息日 */
            isOffDay: boolean;
        };
        /** 导入结果 */
        CalendarImport: {
            year: components["schemas"]["CalendarYearNumber"];
            /**
             * 工作日数
             * Format: int32
             * @description That the year then has.
             */
            workingDays: number;
            differences: components["schemas"]["CalendarDifference"][];
            version: components["schemas"]["CalendarVersion"];
            dryRun: boolean;
        };
        CountyDaysRequest: {
            /** 日期 */
            dates: components["schemas"]["CalendarDate"][];
            reason: components["schemas"]["ActReason"];
            /**
             * 是否撤销
             * @description The days are again as published.
             */
            takenBack?: boolean;
        };
        /** 本县安排的结果 */
        CountyDays: {
            dates: components["schemas"]["CalendarDate"][];
            /** 是否停办 */
            isOffDay: boolean;
            /** 是否撤销 */
            takenBack: boolean;
            version: components["schemas"]["CalendarVersion"];
        };
        /**
         * Format: date-time
         * @description RFC 3339 in Asia/Shanghai, of the years from 2000 to 2099.
         */
        DueTime: string;
        /** 期限推算 */
        DueRequest: {
            /** 起算时间 */
            from: components["schemas"]["DueTime"];
            /**
             * 工作日数
             * Format: int32
             */
            days: number;
            /** 暂停 */
            pauses?: {
                from: components["schemas"]["DueTime"];
                /** @description Not before `from`; missing while the pause is open. */
                to?: components["schemas"]["DueTime"];
            }[];
            /**
             * 计划日期
             * @description The day that the applicant wished.
             */
            planned?: components["schemas"]["CalendarDate"];
        };
        /** 期限 */
        Due: {
            /**
             * 期限
             * Format: date-time
             * @description Null while a pause is open.
             */
            dueAt: string | null;
            /** 预警时间 */
            rungs: {
                /** 占期限的比例 */
                share: number;
                /**
                 * 时间
                 * Format: date-time
                 * @description Null where a pause is open before it.
                 */
                at: string | null;
            }[];
            /**
             * 是否推定
             * @description A day walked through is of a year that nobody has published.
             */
            provisional: boolean;
        };
        /** 总览 */
        Overview: {
            enterprises: components["schemas"]["EnterpriseOverview"][];
            approvals?: components["schemas"]["ApprovalsOverview"];
            callbacks: components["schemas"]["UnsettledCallbacks"];
            /** @description Missing where no portal is told. */
            webhooks?: components["schemas"]["WebhookEndpoint"];
        };
        /** 企业概况 */
        EnterpriseOverview: {
            enterprise: components["schemas"]["EnterpriseSlug"];
            enterpriseName: string;
            /** @description Missing where the enterprise is not connected, or works at its desk. */
            health?: components["schemas"]["EnterpriseHealth"];
            /**
             * 待送
             * Format: int32
             * @description Orders, supplements, withdrawals and times of visits on their way to it.
             */
            open: number;
            /**
             * 最早待送
             * @description Since when the first of them has been.
             */
            oldestOpenAt?: components["schemas"]["Timestamp"];
            /**
             * 工作台待办
             * Format: int32
             * @description Orders at its desk that nobody has taken, supplements and withdrawals that nobody has looked at there.
             */
            atDesk: number;
            /**
             * 最早的工作台待办
             * @description Since when the first of them has waited.
             */
            oldestAtDeskAt?: components["schemas"]["Timestamp"];
            /**
             * 需人工
             * Format: int32
             * @description Orders, supplements, withdrawals and times of visits that wait for a person.
             */
            undeliverable: number;
            /**
             * 最早转人工
             * @description Since when the first of them does.
             */
            oldestGivenUpAt?: components["schemas"]["Timestamp"];
            /**
             * 核验未通过的来报
             * Format: int64
             * @description How many were refused in the last 24 hours. No more than a few of each hour are kept and listed.
             */
            refusedCallbacks: number;
        };
        /**
         * 审批系统概况
         * @description Missing where the county has no approvals system.
         */
        ApprovalsOverview: {
            health: components["schemas"]["EnterpriseHealth"];
            enterpriseName: string;
            /**
             * 待送
             * Format: int32
             * @description Filings, corrections and cancellations on their way to it.
             */
            open: number;
            /**
             * 最早待送
             * @description Since when the first of them has been.
             */
            oldestOpenAt?: components["schemas"]["Timestamp"];
            /**
             * 需人工
             * Format: int32
             * @description Filings that could not be sent and wait for a person (`listFilings` with `task=redrive`).
             */
            undeliverable: number;
            /**
             * 最早转人工
             * @description Since when the first of them does.
             */
            oldestGivenUpAt?: components["schemas"]["Timestamp"];
            /**
             * 核验未通过的来报
             * Format: int64
             * @description How many were refused in the last 24 hours. No more than a few of each hour are kept and listed.
             */
            refusedCallbacks: number;
        };
        /**
         * 未采纳的来报
         * @description How many callbacks there are of which nothing has come yet, by state; a state of which there are none is missing.
         */
        UnsettledCallbacks: {
            /**
             * 处理失败
             * Format: int32
             */
            failed?: number;
            /**
             * 单号未知
             * Format: int32
             */
            unknownReference?: number;
            /**
             * 状态代码未知
             * Format: int32
             */
            unknownStatus?: number;
            /**
             * 暂存
             * Format: int32
             */
            parked?: number;
        };
        /** 个人信息加密密钥 */
        PersonalDataKeys: {
            /** @description Those of the settings, the active one first. */
            keys: components["schemas"]["PersonalDataKey"][];
            /**
             * 检索散列
             * @description Applications by the key that what they are searched by is hashed with.
             */
            search: {
                /**
                 * 当前密钥
                 * Format: int64
                 */
                current: number;
                /**
                 * 待重算
                 * Format: int64
                 */
                stale: number;
            };
        };
        /** 密钥 */
        PersonalDataKey: {
            /** @description As the settings name it. */
            id: string;
            /**
             * 算法
             * @enum {unknown}
             */
            algorithm: "aes-256-gcm" | "sm4";
            /** @description Whether new data is encrypted with it. */
            active: boolean;
            /** @description What is encrypted with it. */
            uses: components["schemas"]["PersonalDataKeyUse"][];
        };
        /** 密钥用途 */
        PersonalDataKeyUse: {
            /** @description Where, `applications.form_sealed`. */
            holder: string;
            /**
             * 数据项
             * Format: int64
             */
            rows: number;
        };
        /**
         * 清除数量
         * @description How many of each have been kept for as long as the settings say.
         */
        Removals: {
            /**
             * 与企业的往来
             * Format: int64
             */
            exchanges: number;
            /**
             * 往来报文
             * Format: int64
             */
            messages: number;
            /**
             * 企业来报
             * Format: int64
             */
            callbacks: number;
            /**
             * 已送达的推送
             * Format: int64
             */
            notifications: number;
            /**
             * 幂等记录
             * Format: int64
             */
            idempotencyKeys: number;
            /**
             * 到期办件的个人信息
             * Format: int64
             * @description Applications whose person is erased; the statistics of them stay.
             */
            applications: number;
        };
        Health: {
            /** @constant */
            status: "ok";
        };
        /**
         * 推送事件
         * @description One of an order, or of the application beside its orders' states. Further types may come; what is not known is acknowledged and passed over.
         */
        PortalEvent: components["schemas"]["OrderProgressed"] | components["schemas"]["ApplicationEvent"];
        /** 事件类型 */
        PortalEventType: components["schemas"]["OrderEventType"] | components["schemas"]["ApplicationEventType"];
        /** 联办事件 */
        ApplicationEvent: {
            type: components["schemas"]["ApplicationEventType"];
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["ApplicationEventData"];
        };
        /**
         * 联办事件类型
         * @description `visit.proposed` 提议联合踏勘时间, `visit.answered` 答复踏勘时间, `visit.agreed` 联合踏勘时间已定, `visit.dayOff` 踏勘日改为休息日，待改期, `visit.begun` 联合踏勘开始,
         *     `visit.done` 联合踏勘完成, `visit.missed` 联合踏勘未能进行, `visit.cancelled` 联合踏勘取消; `filing.submitted` 行政审批申报已提交,
         *     `filing.progressed` 行政审批有进展, `filing.ended` 行政审批办结, `filing.broken` 告知承诺未履行; `rating.invited` 邀请评价
         * @enum {unknown}
         */
        ApplicationEventType: "visit.proposed" | "visit.answered" | "visit.agreed" | "visit.dayOff" | "visit.begun" | "visit.done" | "visit.missed" | "visit.cancelled" | "filing.submitted" | "filing.progressed" | "filing.ended" | "filing.broken" | "rating.invited";
        ApplicationEventData: {
            jointNumber: components["schemas"]["JointNumber"];
            portalCaseNumber?: components["schemas"]["PortalCaseNumber"];
            /**
             * Format: int32
             * @description Of this event within the application, from 1, without gaps; shared with the events of its orders.
             */
            sequence: number;
            at: components["schemas"]["Timestamp"];
            visit?: components["schemas"]["VisitNews"];
            filing?: components["schemas"]["FilingNews"];
            rating?: components["schemas"]["RatingNews"];
        };
        /**
         * 联合踏勘动态
         * @description Of `visit.*`; how the visit stands by now, and what has just been said of it. Nothing that anybody has written.
         */
        VisitNews: {
            state: components["schemas"]["VisitState"];
            stateLabel: string;
            /** @description Of the time that is in force; the answer to it names it. */
            proposal: components["schemas"]["ProposalNumber"];
            slot: components["schemas"]["VisitSlot"];
            /** @description Of `visit.answered` whose answer it is, missing where it is the applicant's; of `visit.missed` who was not there. */
            enterprise?: components["schemas"]["EnterpriseSlug"];
            /** @description Of `visit.answered`. */
            answer?: components["schemas"]["VisitAnswer"];
            answerLabel?: string;
            /** @description Of an answer `proposedOther`. */
            other?: components["schemas"]["VisitSlot"];
            /** @description Once a time is agreed - who has accepted it. */
            coming?: components["schemas"]["EnterpriseSlug"][];
            /** @description Who was told to come without having accepted. */
            unconfirmed?: components["schemas"]["EnterpriseSlug"][];
            /** @description Who comes at another time by itself. */
            alone?: components["schemas"]["EnterpriseSlug"][];
            /** @description Of `visit.missed`. */
            absentee?: components["schemas"]["VisitAbsentee"];
            ending?: components["schemas"]["VisitEnding"];
            endingLabel?: string;
        };
        /**
         * 行政审批动态
         * @description Of `filing.*`: the filing as it stands then. `filing.submitted` an enterprise has filed, `filing.progressed` a department has gone on
         *     (`moved`), `filing.ended` all have, or it was taken back, `filing.broken` it was revoked (撤销). What a department says in its own words
         *     is not in it: `readFiling` tells it to who may read it.
         */
        FilingNews: {
            filingId: components["schemas"]["FilingId"];
            enterprise: components["schemas"]["EnterpriseSlug"];
            service: components["schemas"]["Service"];
            mode: components["schemas"]["FilingDecisionKind"];
            modeLabel: string;
            state: components["schemas"]["FilingState"];
            stateLabel: string;
            /**
             * Format: int32
             * @description The national code (办件状态); missing where the filing is exempt.
             */
            statusCode?: number;
            moved?: components["schemas"]["FilingItemName"];
            items: components["schemas"]["FilingNewsItem"][];
        };
        FilingNewsItem: {
            item: components["schemas"]["FilingItemName"];
            itemLabel: string;
            /**
             * Format: int32
             * @description Missing until the approvals system has the filing.
             */
            statusCode?: number;
            stateLabel?: string;
        };
        /**
         * 评价动态
         * @description Of `rating.*`. The applicant has rated nothing yet; `createRatingLink` gives the links to be sent to them.
         */
        RatingNews: {
            /**
             * 可评价的单项业务
             * @description Their references. The application as a whole can be rated, too.
             */
            orders: components["schemas"]["OrderReference"][];
        };
        /** 办件进度事件 */
        OrderProgressed: {
            type: components["schemas"]["OrderEventType"];
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["OrderProgressedData"];
        };
        /**
         * 事件类型
         * @description `order.progressed` 状态变化 (the order reached a state), `order.updated` 内容更新 (it stands where it stood and the enterprise says something else of
         *     it: another visit, other material that is wanted, another reason, its number of the order (all that is known of the state by now
         *     is in the event)), `order.withdrawalDeclined` 不同意撤回 (the enterprise does not give the order back and goes on with it),
         *     `order.handedOver` 转办 (another company of the same service goes on with it); `clock.warned` 临期提醒 (what was promised of it is
         *     nearly due), `clock.expired` 超期提醒 (it is late)
         * @enum {unknown}
         */
        OrderEventType: "order.progressed" | "order.updated" | "order.withdrawalDeclined" | "order.handedOver" | "clock.warned" | "clock.expired";
        OrderProgressedData: {
            jointNumber: components["schemas"]["JointNumber"];
            portalCaseNumber?: components["schemas"]["PortalCaseNumber"];
            /**
             * Format: int32
             * @description Of this change within the application, from 1, without gaps.
             */
            sequence: number;
            enterprise: components["schemas"]["EnterpriseSlug"];
            service: components["schemas"]["Service"];
            reference: string;
            nativeNumber?: string;
            state: components["schemas"]["OrderState"];
            stateLabel: string;
            statusCode: components["schemas"]["StatusCode"];
            statusLabel: string;
            at: components["schemas"]["Timestamp"];
            /** @description The visit that was agreed. */
            bookedFor?: components["schemas"]["Timestamp"];
            remark?: string;
            /** @description Of `clock.warned` and `clock.expired`. */
            clock?: components["schemas"]["ClockNews"];
        };
        ClockNews: {
            promise: components["schemas"]["ClockPromise"];
            promiseLabel: string;
            dueAt: components["schemas"]["Timestamp"];
        };
        /** 时限提醒 */
        ClockReminders: {
            /** @constant */
            type: "clock.reminders";
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["ClockRemindersData"];
        };
        ClockRemindersData: {
            /** @description The earliest due first. */
            reminders: components["schemas"]["ClockReminder"][];
        };
        ClockReminder: {
            /**
             * @description `warned` 临期, `expired` 超期, `digest` 仍超期 (once each working day)
             * @enum {unknown}
             */
            kind: "warned" | "expired" | "digest";
            kindLabel: string;
            jointNumber: components["schemas"]["JointNumber"];
            enterprise: components["schemas"]["EnterpriseSlug"];
            enterpriseName: string;
            promise: components["schemas"]["ClockPromise"];
            promiseLabel: string;
            dueAt: components["schemas"]["Timestamp"];
        };
        /** 测试事件 */
        HubTest: {
            /** @constant */
            type: "hub.test";
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["HubTestData"];
        };
        HubTestData: {
            message: string;
        };
        /**
         * 半天
         * @description `morning` 上午, `afternoon` 下午, as the office hours of the day have them
         * @enum {unknown}
         */
        HalfDay: "morning" | "afternoon";
        /**
         * 时刻
         * @description Hour and minute, Asia/Shanghai.
         * @example 10:00
         */
        SlotHour: string;
        /**
         * 踏勘时段
         * @description A half-day of a working day; with `hour` the hour that begins then, within that half-day.
         */
        WishedSlot: {
            /**
             * 日期
             * Format: date
             * @example 2026-12-01
             */
            date: string;
            half: components["schemas"]["HalfDay"];
            hour?: components["schemas"]["SlotHour"];
        };
        /** 踏勘时段 */
        VisitSlot: {
            /** Format: date */
            date: string;
            half: components["schemas"]["HalfDay"];
            hour?: components["schemas"]["SlotHour"];
            from: components["schemas"]["Timestamp"];
            to: components["schemas"]["Timestamp"];
            /**
             * @description For people, in Chinese.
             * @example 2026-12-01 上午
             */
            label: string;
        };
        /**
         * 踏勘状态
         * @description `proposed` 待答复 (a time is proposed), `agreed` 已约定 (it is settled), `done` 已完成, `cancelled` 已取消, `noShow` 未成行 (the applicant, or every
         *     enterprise, was not there)
         * @enum {unknown}
         */
        VisitState: "proposed" | "agreed" | "done" | "cancelled" | "noShow";
        /**
         * 答复
         * @description `needsAction` 未答复, `accepted` 同意, `declined` 不参加，另行踏勘, `proposedOther` 希望另约时间
         * @enum {unknown}
         */
        VisitAnswer: "needsAction" | "accepted" | "declined" | "proposedOther";
        /**
         * 提出人
         * @description `applicant` 申请人 (the wished time of the form, or asked for since), `lead` 首接单位
         * @enum {unknown}
         */
        VisitProposer: "applicant" | "lead";
        /**
         * 结束方式
         * @description Of a visit that was cancelled or did not come about: `byHand` 人工取消, `ordersEnded` 相关业务均已结束或已踏勘, `allAlone` 各企业均另行踏勘,
         *     `applicantAbsent` 申请人未到场, `enterprisesAbsent` 企业均未到场
         * @enum {unknown}
         */
        VisitEnding: "byHand" | "ordersEnded" | "allAlone" | "applicantAbsent" | "enterprisesAbsent";
        /**
         * 到场情况
         * @description `undecided` 待确定, `coming` 参加, `unconfirmed` 未确认 (told to come without having accepted), `alone` 另行踏勘, `left` 不再参加 (its order has
         *     ended, or was surveyed before), `missed` 未到场
         * @enum {unknown}
         */
        VisitAttendance: "undecided" | "coming" | "unconfirmed" | "alone" | "left" | "missed";
        /**
         * 踏勘结果
         * @description `feasible` 具备条件, `needsConstruction` 需外线施工, `notFeasible` 不具备条件
         * @enum {unknown}
         */
        VisitOutcome: "feasible" | "needsConstruction" | "notFeasible";
        /**
         * 版本
         * Format: int32
         * @description Another one with every change of the visit.
         */
        VisitVersion: number;
        /**
         * 踏勘时间的序号
         * Format: int32
         * @description From 1, counted over all visits of the application.
         */
        ProposalNumber: number;
        /** Format: readable-text */
        VisitText: string;
        /** 联合踏勘 */
        Visit: {
            jointNumber: components["schemas"]["JointNumber"];
            /** 打印编号 */
            printedNumber: string;
            state: components["schemas"]["VisitState"];
            stateLabel: string;
            version: components["schemas"]["VisitVersion"];
            /** @description Of the time that is in force; answers name it. */
            proposal: components["schemas"]["ProposalNumber"];
            slot: components["schemas"]["VisitSlot"];
            /**
             * 当日休息
             * @description Offices are closed then, by a calendar that has changed since; the visit is to be moved. Else missing.
             */
            dayOff?: boolean;
            proposedBy: components["schemas"]["VisitProposer"];
            proposedByLabel: string;
            proposedAt: components["schemas"]["Timestamp"];
            /** @description When the time is settled with what was answered by then. */
            answersUntil: components["schemas"]["Timestamp"];
            agreedAt?: components["schemas"]["Timestamp"];
            begunAt?: components["schemas"]["Timestamp"];
            endedAt?: components["schemas"]["Timestamp"];
            ending?: components["schemas"]["VisitEnding"];
            endingLabel?: string;
            /** @description Why it was cancelled or did not come about, in the words of who said so. */
            reason?: string;
            /** @description The applicant's answer to the proposal in force. */
            applicant: components["schemas"]["VisitAnswer"];
            applicantLabel: string;
            /** @description Of the enterprises that the caller sees. */
            parties: components["schemas"]["VisitParty"][];
            /** @description What can be done about it as it stands; who may is told by the scopes. */
            steps: components["schemas"]["VisitStep"][];
        };
        /**
         * 可办事项
         * @description `propose` 另约时间, `answer` 答复, `settle` 确定时间, `cancel` 取消, `begin` 开始, `report` 登记结果, `miss` 登记未到场
         * @enum {unknown}
         */
        VisitStep: "propose" | "answer" | "settle" | "cancel" | "begin" | "report" | "miss";
        /** 参加企业 */
        VisitParty: {
            enterprise: components["schemas"]["EnterpriseSlug"];
            /** 承办企业 */
            enterpriseName: string;
            service: components["schemas"]["Service"];
            /** 外部流水号 */
            reference: string;
            answer: components["schemas"]["VisitAnswer"];
            answerLabel: string;
            answeredAt?: components["schemas"]["Timestamp"];
            /** @description Of `proposedOther`. */
            other?: components["schemas"]["VisitSlot"];
            remark?: string;
            attendance: components["schemas"]["VisitAttendance"];
            attendanceLabel: string;
            /**
             * @description Of an open visit whose slot begins after acceptance and survey of this order are promised to be done - when that is. The time may be agreed all
             *     the same; the promise does not move with it.
             */
            promiseEndsBefore?: components["schemas"]["Timestamp"];
            missedReason?: string;
            result?: components["schemas"]["VisitResult"];
        };
        /** 踏勘结果 */
        VisitResult: {
            outcome: components["schemas"]["VisitOutcome"];
            outcomeLabel: string;
            /**
             * 外线长度
             * Format: int32
             * @description Metres.
             */
            length?: number;
            /** 路由 */
            route?: string;
            /** 原因 */
            reason?: string;
            /** 备注 */
            remark?: string;
            at: components["schemas"]["Timestamp"];
        };
        VisitPage: {
            visits: components["schemas"]["Visit"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /** 提出踏勘时间 */
        VisitProposal: {
            slot: components["schemas"]["WishedSlot"];
            /** @description Of the visit that is open; missing where none is. */
            version?: components["schemas"]["VisitVersion"];
        };
        /** 答复踏勘时间 */
        VisitAnswerRequest: {
            proposal: components["schemas"]["ProposalNumber"];
            /**
             * 答复
             * @enum {unknown}
             */
            answer: "accepted" | "declined" | "proposedOther";
            /** @description Of `proposedOther`. */
            slot?: components["schemas"]["WishedSlot"];
            /** 说明 */
            remark?: components["schemas"]["VisitText"];
        };
        /** 申请人答复踏勘时间 */
        VisitApplicantAnswer: {
            /** @description Missing where no visit is open, and a first time is wished. */
            proposal?: components["schemas"]["ProposalNumber"];
            /**
             * 答复
             * @enum {unknown}
             */
            answer: "accepted" | "proposedOther";
            /** @description Of `proposedOther`. */
            slot?: components["schemas"]["WishedSlot"];
        };
        /** 确定踏勘时间 */
        VisitSettlement: {
            proposal: components["schemas"]["ProposalNumber"];
        };
        /** 取消联合踏勘 */
        VisitCancellation: {
            version: components["schemas"]["VisitVersion"];
            /** 原因 */
            reason: components["schemas"]["VisitText"];
        };
        /** 开始联合踏勘 */
        VisitBeginning: {
            proposal: components["schemas"]["ProposalNumber"];
        };
        /** 登记踏勘结果 */
        VisitResultRequest: {
            proposal: components["schemas"]["ProposalNumber"];
            outcome: components["schemas"]["VisitOutcome"];
            /**
             * 外线长度（米）
             * Format: int32
             * @description Of `needsConstruction`; metres.
             */
            length?: number;
            /**
             * 路由
             * @description Of `needsConstruction`.
             */
            route?: components["schemas"]["VisitText"];
            /**
             * 原因
             * @description Of `notFeasible`.
             */
            reason?: components["schemas"]["VisitText"];
            /** 备注 */
            remark?: components["schemas"]["VisitText"];
            /**
             * 现场照片
             * @description Uploaded before, each by who names it; shown with the order among its results.
             */
            attachments?: components["schemas"]["ResultReference"][];
        } & (unknown & unknown);
        /**
         * 未到场方
         * @description `applicant` 申请人, `enterprise` 企业
         * @enum {unknown}
         */
        VisitAbsentee: "applicant" | "enterprise";
        /** 企业登记未到场 */
        VisitNoShow: {
            proposal: components["schemas"]["ProposalNumber"];
            party: components["schemas"]["VisitAbsentee"];
            /** 原因 */
            reason: components["schemas"]["VisitText"];
        };
        /** 窗口登记未到场 */
        VisitNoShowMark: {
            proposal: components["schemas"]["ProposalNumber"];
            party: components["schemas"]["VisitAbsentee"];
            /** @description Of `enterprise`; which. */
            enterprise?: components["schemas"]["EnterpriseSlug"];
            /** 原因 */
            reason: components["schemas"]["VisitText"];
        };
        /** 邀请评价 */
        RatingInvitations: {
            /** @constant */
            type: "rating.invitations";
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["RatingInvitationsData"];
        };
        RatingInvitationsData: {
            invitations: components["schemas"]["RatingInvitation"][];
        };
        /** 一件邀请 */
        RatingInvitation: {
            jointNumber: components["schemas"]["JointNumber"];
            /**
             * 可评价的单项业务
             * @description Their references. The application as a whole can be rated, too.
             */
            orders: components["schemas"]["OrderReference"][];
        };
        /** 联合踏勘提醒 */
        VisitReminders: {
            /** @constant */
            type: "visit.reminders";
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["VisitRemindersData"];
        };
        VisitRemindersData: {
            /** @description The earliest slot first. */
            reminders: components["schemas"]["VisitReminder"][];
        };
        VisitReminder: {
            /**
             * @description `visitProposed` 请答复踏勘时间, `visitAgreed` 踏勘时间已定, `visitCancelled` 踏勘已取消, `visitDayOff` 踏勘日已改为休息日，请改期 (the county has
             *     closed it since), `visitEve` 明日踏勘 (18:00 of the day before), `visitSoon` 即将踏勘 (two hours before)
             * @enum {unknown}
             */
            kind: "visitProposed" | "visitAgreed" | "visitCancelled" | "visitDayOff" | "visitEve" | "visitSoon";
            kindLabel: string;
            jointNumber: components["schemas"]["JointNumber"];
            /** @description Whose specialists it is for; missing where it is for who answers for the application. */
            enterprise?: components["schemas"]["EnterpriseSlug"];
            enterpriseName?: string;
            proposal: components["schemas"]["ProposalNumber"];
            slot: components["schemas"]["VisitSlot"];
        };
        /** 行政审批提醒 */
        FilingReminders: {
            /** @constant */
            type: "filing.reminders";
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["FilingRemindersData"];
        };
        FilingRemindersData: {
            /** @description In the sequence in which it happened. */
            reminders: components["schemas"]["FilingReminder"][];
        };
        FilingReminder: {
            /**
             * @description `filingCorrection` 部门要求补正, `filingPassed` 申报已通过, `filingRefused` 申报未通过, `filingBroken` 申报已撤销 (a promise was not kept, or a department
             *     has revoked what it had passed)
             * @enum {unknown}
             */
            kind: "filingCorrection" | "filingPassed" | "filingRefused" | "filingBroken";
            kindLabel: string;
            jointNumber: components["schemas"]["JointNumber"];
            enterprise: components["schemas"]["EnterpriseSlug"];
            enterpriseName: string;
            order: components["schemas"]["OrderReference"];
            filingId: components["schemas"]["FilingId"];
            mode: components["schemas"]["FilingDecisionKind"];
            modeLabel: string;
            /**
             * 涉及的事项
             * @description Of a correction the one it is wanted for, of a refusal those that have not passed.
             */
            items: components["schemas"]["FilingReminderItem"][];
        };
        FilingReminderItem: {
            item: components["schemas"]["FilingItemName"];
            itemLabel: string;
        };
        /** 推送地址 */
        WebhookEndpoint: {
            /**
             * @description `active` 正常推送, `stopped` 已停止 (the portal answered 410)
             * @enum {unknown}
             */
            state: "active" | "stopped";
            stateLabel: string;
            /** @description Missing while it has never been stopped. */
            since?: components["schemas"]["Timestamp"];
            reason?: components["schemas"]["WebhookFailure"];
            /**
             * 待推送
             * Format: int32
             * @description Events not yet taken by the portal.
             */
            open: number;
            /**
             * 最早的待推送事件
             * @description When the change was recorded that has waited longest.
             */
            oldestOpenAt?: components["schemas"]["Timestamp"];
            /**
             * Format: int32
             * @description Seconds it has waited.
             */
            oldestOpenAge?: number;
            /**
             * 推送失败
             * Format: int32
             * @description Events given up.
             */
            failed: number;
        };
        /** 测试结果 */
        WebhookTest: {
            /** @description The `webhook-id` it was sent under. */
            id: string;
            at: components["schemas"]["Timestamp"];
            /** @description Whether the portal took it. */
            ok: boolean;
            /**
             * Format: int32
             * @description HTTP status of the portal's answer, if there was one.
             */
            status?: number;
            failure?: components["schemas"]["WebhookFailure"];
            /** Format: int32 */
            durationMs: number;
        };
        /**
         * 推送编号
         * Format: uuid
         */
        WebhookDeliveryId: string;
        /**
         * 推送情况
         * @description `open` 待推送, `delivered` 已推送, `failed` 推送失败 (given up; can be sent again)
         * @enum {unknown}
         */
        WebhookDeliveryState: "open" | "delivered" | "failed";
        /** 推送失败原因 */
        WebhookFailure: {
            /** @description `http-` and the status, `timeout`, `connection`, or `address-refused` (the hub does not let itself be sent there). */
            code: string;
            message: string;
        };
        /** 推送 */
        WebhookDelivery: {
            id: components["schemas"]["WebhookDeliveryId"];
            jointNumber: components["schemas"]["JointNumber"];
            /**
             * Format: int32
             * @description Of the change within its application.
             */
            sequence: number;
            type: components["schemas"]["PortalEventType"];
            state: components["schemas"]["WebhookDeliveryState"];
            stateLabel: string;
            /** @description When the change was recorded. */
            recordedAt: components["schemas"]["Timestamp"];
            /**
             * Format: int32
             * @description Attempts so far, all of them.
             */
            attempts: number;
            /** @description Of one that is next in its application and not held back. */
            nextAttemptAt?: components["schemas"]["Timestamp"];
            /**
             * Format: int32
             * @description The `sequence` of the event of its application that has to go first.
             */
            waitsFor?: number;
            deliveredAt?: components["schemas"]["Timestamp"];
            /** @description Of the last attempt. */
            failure?: components["schemas"]["WebhookFailure"];
        };
        WebhookDeliveryPage: {
            deliveries: components["schemas"]["WebhookDelivery"][];
            /** @description Missing on the last page. */
            nextCursor?: string;
        };
        /** 推送及其经过 */
        WebhookDeliveryDetail: {
            delivery: components["schemas"]["WebhookDelivery"];
            /** @description Attempts that came to an end, oldest first. */
            exchanges: components["schemas"]["WebhookExchange"][];
            payload: components["schemas"]["PortalEvent"];
        };
        WebhookExchange: {
            at: components["schemas"]["Timestamp"];
            /** Format: int32 */
            durationMs: number;
            /**
             * Format: int32
             * @description HTTP status of the portal's answer, if there was one.
             */
            status?: number;
            /** @description Missing when it was taken. */
            failure?: components["schemas"]["WebhookFailure"];
        };
        /** 按条件重新推送 */
        RedeliveryRequest: {
            filter: components["schemas"]["RedeliveryFilter"];
            reason: components["schemas"]["ActReason"];
            /**
             * 仅统计
             * @default false
             */
            dryRun: boolean;
        };
        /**
         * 推送筛选条件
         * @description At least one condition; they combine with AND.
         */
        RedeliveryFilter: {
            /** 推送编号 */
            ids?: components["schemas"]["WebhookDeliveryId"][];
            jointNumber?: components["schemas"]["JointNumber"];
            /**
             * Format: int32
             * @description Of an application, from this `sequence` on.
             */
            sequenceFrom?: number;
            /**
             * Format: int32
             * @description Of an application, up to this `sequence`.
             */
            sequenceTo?: number;
            /**
             * Format: date-time
             * @description Of changes recorded at or after this time.
             */
            from?: string;
            /**
             * Format: date-time
             * @description Of changes recorded before this time.
             */
            to?: string;
            state?: components["schemas"]["WebhookDeliveryState"];
        };
        Redelivery: {
            /**
             * Format: int32
             * @description Events that are sent again, or would be.
             */
            count: number;
            dryRun: boolean;
        };
        /**
         * 问题
         * @description RFC 9457 problem details.
         */
        Problem: {
            /**
             * Format: uri
             * @description `urn:lianban:problem:` and the code.
             */
            type: string;
            /** @description In Chinese. */
            title: string;
            /** Format: int32 */
            status: number;
            /** @description Stable; see the tables of error codes in `docs/portal/errors.md`. */
            code: string;
            detail?: string;
            /** @description The id of the request, as in `X-Request-Id`, to be found in the hub's log. */
            instance?: string;
            /** @description Every failing field, a hundred at most. */
            errors?: components["schemas"]["FieldError"][];
            /**
             * Format: int32
             * @description How many more failing fields there are, at least; missing where all are named.
             */
            errorsOmitted?: number;
        };
        FieldError: {
            /** @description JSON pointer (RFC 6901) into the body, or the name of the header or parameter. */
            pointer: string;
            /** @description Stable. */
            code: string;
            /** @description In Chinese. */
            message: string;
        };
    };
    responses: {
        /** @description The request cannot be read - malformed JSON, a missing header, a wrong parameter. */
        BadRequest: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no access token and no session, or none in force. */
        Unauthenticated: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                /** @description The challenge of RFC 6750. */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description To the provider. */
        ToProvider: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                /** @description Where the browser goes. */
                Location: string;
                /** @description By which the browser is known when it comes back. */
                "Set-Cookie"?: string;
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Signed in; to the page of the console that was asked for. */
        SignedInByProvider: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                /** @description Where the browser goes. */
                Location: string;
                "Set-Cookie": components["headers"]["SessionCookie"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description There is no session in force, or what was shown to sign in is wrong. */
        NotSignedIn: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                /** @description `Session`, of a person who signs in. */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The access token, or the person's roles, lack the scope of this operation; or the request comes from a foreign page. */
        InsufficientScope: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                /** @description The challenge of RFC 6750, with the scope. */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Who asks may not have this - a link that does not open it, a callback from where the enterprise does not call from. */
        Forbidden: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing. */
        NotFound: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The answer is to be had in no media type that `Accept` asks for. */
        NotAcceptable: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description The first request with this Idempotency-Key is still running; or the draft is not there any more as it was seen (`draft-changed`,
         *     without `Retry-After`).
         */
        Conflict: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state. */
        NotNow: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The county has decided otherwise about a day, or not at all. */
        Contradiction: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request did not arrive in time. */
        TooSlow: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The person has been erased; nothing can be told of them any more. */
        Erased: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than the hub takes. */
        TooLarge: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not of the media type this operation takes. */
        UnsupportedMediaType: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is readable but some of its fields are wrong; every one of them is listed in `errors`. */
        Unprocessable: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The client asks too much; the answer says when to come back. */
        TooMany: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What is wrong - a page for whoever asks for one (`Accept: text/html`), else a problem. */
        PageFailure: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                /** @description Seconds to wait, where waiting helps. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
                "text/html": string;
            };
        };
        /** @description The headers are more, or larger, than the hub takes. */
        HeadersTooLarge: {
            headers: {
                "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                "RateLimit-Reset": components["headers"]["RateLimitReset"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The hub failed. Nothing is half done; the same request can be sent again. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The hub cannot work just now; come back later. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
         * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
         */
        IdempotencyKey: string;
        /** @description 联合办件号 */
        JointNumber: components["schemas"]["JointNumber"];
        /** @description A page of the console, as a path with its query; `/console/` unless given. Anything else is refused. */
        ReturnTo: string;
        /** @description 登录名 */
        Login: components["schemas"]["Login"];
        /** @description 推送编号, the `webhook-id`. */
        DeliveryId: components["schemas"]["WebhookDeliveryId"];
        /** @description Same for every delivery of the same event. */
        WebhookId: string;
        /** @description Seconds since the epoch, of this delivery. */
        WebhookTimestamp: string;
        /** @description `v1,` and the base64 HMAC-SHA256 of id, timestamp and body; one for each secret, separated by a space. */
        WebhookSignature: string;
        /** @description 单项业务编号 */
        OrderId: components["schemas"]["OrderId"];
        /** @description 外部流水号 */
        OrderReference: components["schemas"]["OrderReference"];
        /** @description 申报标识 */
        FilingId: components["schemas"]["FilingId"];
        /** @description Of the link. */
        RatingToken: string;
        /** @description 评价编号 */
        RatingId: components["schemas"]["RatingId"];
        /** @description 整改编号, that of its rating */
        RectificationId: components["schemas"]["RatingId"];
        /** @description 年份 */
        CalendarYear: components["schemas"]["CalendarYearNumber"];
        /** @description 来报编号 */
        CallbackId: components["schemas"]["CallbackId"];
    };
    requestBodies: never;
    headers: {
        /** @description The session, HttpOnly, Secure, SameSite=Lax; for as long as the browser runs. */
        SessionCookie: string;
        /** @description How much the client may ask in a period (IETF httpapi ratelimit-headers draft); `RateLimit-Remaining` stands beside it. */
        RateLimitLimit: number;
        /** @description Seconds until the period ends. */
        RateLimitReset: number;
        /** @description `no-store` */
        NoStore: "no-store";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listApplications: {
        parameters: {
            query?: {
                /** @description 办件总体状态 */
                status?: components["schemas"]["ApplicationStatus"];
                /** @description 办理业务 */
                service?: components["schemas"]["Service"];
                /** @description 承办企业 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
                /** @description Received at or after this time (RFC 3339). */
                receivedFrom?: string;
                /** @description Received before this time (RFC 3339). */
                receivedTo?: string;
                /** @description Part of the portal's own case number, three characters of it at least; letter case does not matter. */
                portalCaseNumber?: string;
                /** @description The joint number, also as it is printed, `(SLXB)000001`; or the number that an enterprise gave an order, in full. */
                number?: string;
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Applications on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    submitApplication: {
        parameters: {
            query?: {
                /** @description The caller's own draft that the form was kept as; it goes with the submission. Together with `draftVersion`. */
                draftId?: components["schemas"]["DraftId"];
                /**
                 * @description The version of the draft that was seen last; only together with `draftId`. Where there is none of that version any more, changed or
                 *     submitted in another tab, the answer is 409 `draft-changed`, and nothing is submitted.
                 */
                draftVersion?: components["schemas"]["DraftVersion"];
            };
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationForm"];
            };
        };
        responses: {
            /** @description Accepted for delivery; nothing is lost from here on. */
            202: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    /** @description Where to read the application. */
                    Location?: string;
                    /** @description Stays with the application as its correlation id. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Conflict"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    checkApplication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationDraft"];
            };
        };
        responses: {
            /** @description What is wrong with it, or what would come of it. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationCheck"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDrafts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftRequest"];
            };
        };
        responses: {
            /** @description Kept. */
            201: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    /** @description Where to read the draft. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 草稿编号 */
                draftId: components["schemas"]["DraftId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With the form. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftInFull"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 草稿编号 */
                draftId: components["schemas"]["DraftId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftChange"];
            };
        };
        responses: {
            /** @description Kept, as another version. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 草稿编号 */
                draftId: components["schemas"]["DraftId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOpenApplications: {
        parameters: {
            query?: {
                /** @description Those that this person answers for (首问责任), by the name of the account. */
                accountable?: components["schemas"]["Login"];
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: components["schemas"]["Cursor"];
                /** @description Applications on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listColleagues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Colleagues"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    searchApplications: {
        parameters: {
            query?: {
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: components["schemas"]["Cursor"];
                /** @description Applications on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationSearch"];
            };
        };
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The application as it stands now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readResult: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
                /** @description 附件编号 */
                attachmentId: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["FileContent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The timeline. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listExchanges: {
        parameters: {
            query?: {
                /** @description 承办企业 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
                /** @description 往来事项 */
                kind?: components["schemas"]["ExchangeKind"];
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: components["schemas"]["Cursor"];
                /** @description Exchanges on one page. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExchangePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    eraseApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActRequest"];
            };
        };
        responses: {
            /** @description Erased; the application as it stands now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    handOverDuty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DutyHandover"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawalRequest"];
            };
        };
        responses: {
            /** @description Asked for; the application as it stands now. */
            202: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    supplementApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupplementRequest"];
            };
        };
        responses: {
            /** @description Will be sent; the application as it stands now. */
            202: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Application"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    discloseApplicant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisclosureRequest"];
            };
        };
        responses: {
            /** @description The values in full. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Disclosure"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    renewQueryCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueryCodeRenewal"];
            };
        };
        responses: {
            /** @description The new code. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueryCodeAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDisclosures: {
        parameters: {
            query?: {
                /** @description 联合办件号 */
                jointNumber?: components["schemas"]["JointNumber"];
                /** @description Whose readings. */
                actor?: components["schemas"]["ActorName"];
                /** @description At or after this time (RFC 3339). */
                from?: string;
                /** @description Before this time (RFC 3339). */
                to?: string;
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: components["schemas"]["Cursor"];
                /** @description Records on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisclosurePage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readPersonalDataKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonalDataKeys"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readDueRemovals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removals"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["AttachmentUpload"];
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readAttachment: {
        parameters: {
            query: {
                /** @description Seconds since the epoch. */
                expires: number;
                signature: string;
            };
            header?: never;
            path: {
                /** @description 附件编号 */
                attachmentId: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["FileContent"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEnterprises: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The catalogue. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterpriseCatalogue"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readCalendarYear: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 年份 */
                year: components["parameters"]["CalendarYear"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The year as it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarYear"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    importCalendarYear: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 年份 */
                year: components["parameters"]["CalendarYear"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarImportRequest"];
            };
        };
        responses: {
            /** @description What it changes. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarImport"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    closeDays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountyDaysRequest"];
            };
        };
        responses: {
            /** @description The days as decided. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountyDays"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Contradiction"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    openDays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountyDaysRequest"];
            };
        };
        responses: {
            /** @description The days as decided. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountyDays"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["Contradiction"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readDue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DueRequest"];
            };
        };
        responses: {
            /** @description The deadline. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Due"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Overview"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listUndeliverableOrders: {
        parameters: {
            query?: {
                /** @description 承办企业 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
                /** @description 未办成的事项 */
                task?: components["schemas"]["DeliveryTask"];
                /** @description 失败代码 */
                failureCode?: components["schemas"]["FailureCode"];
                /** @description 联合办件号 */
                jointNumber?: components["schemas"]["JointNumber"];
                /** @description Given up at or after this time (RFC 3339). */
                givenUpFrom?: string;
                /** @description Given up before this time (RFC 3339). */
                givenUpTo?: string;
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Orders on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndeliverableOrderPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMovedOrders: {
        parameters: {
            query?: {
                /** @description 承办企业 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
                /** @description 联合办件号 */
                jointNumber?: components["schemas"]["JointNumber"];
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Orders on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedOrderPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readUndeliverableOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单项业务编号 */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndeliverableOrderDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    redriveOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单项业务编号 */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActRequest"];
            };
        };
        responses: {
            /** @description It is under way again. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redriven"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    settleOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单项业务编号 */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementRequest"];
            };
        };
        responses: {
            /** @description Settled. */
            204: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    moveOrderToDesk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单项业务编号 */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskMoveRequest"];
            };
        };
        responses: {
            /** @description Moved, or delivered after all. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedToDesk"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    returnOrderFromDesk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 单项业务编号 */
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActRequest"];
            };
        };
        responses: {
            /** @description It is under way again. */
            204: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    redriveOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderRedriveRequest"];
            };
        };
        responses: {
            /** @description How many. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redriven"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCallbacks: {
        parameters: {
            query?: {
                /** @description 来报情况 */
                state?: components["schemas"]["CallbackState"];
                /** @description 来报企业 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
                /** @description 联合办件号 */
                jointNumber?: components["schemas"]["JointNumber"];
                /** @description Received at or after this time (RFC 3339). */
                receivedFrom?: string;
                /** @description Received before this time (RFC 3339). */
                receivedTo?: string;
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Callbacks on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readCallback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 来报编号 */
                callbackId: components["parameters"]["CallbackId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    redriveCallback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 来报编号 */
                callbackId: components["parameters"]["CallbackId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActRequest"];
            };
        };
        responses: {
            /** @description It was taken again. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbacksRedriven"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    redriveCallbacks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallbackRedriveRequest"];
            };
        };
        responses: {
            /** @description How many, and what became of them. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbacksRedriven"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createRatingLink: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingLinkRequest"];
            };
        };
        responses: {
            /** @description The link; nobody else is told. */
            201: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingLink"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readRatingPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the link. */
                token: components["parameters"]["RatingToken"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description To the page of the province. */
            303: {
                headers: {
                    /** @description Tells who the applicant is; kept nowhere. */
                    Location?: string;
                    /** @description `no-referrer` */
                    "Referrer-Policy"?: "no-referrer";
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description A page - the link is not good, or no more. */
            404: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    rate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the link. */
                token: components["parameters"]["RatingToken"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["RatingForm"];
            };
        };
        responses: {
            /** @description A page - it is taken. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description A page - the link is not good, or no more. */
            404: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description A page - what is missing or wrong, beside its field. */
            422: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A page - too many wrong answers, or requests; until when, and why. */
            429: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRatings: {
        parameters: {
            query?: {
                /** @description 评价等级 */
                level?: components["schemas"]["RatingLevel"];
                /** @description 承办企业 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
                /** @description Only those of which many came from one workstation. */
                flagged?: boolean;
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Ratings on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readRatingCounts: {
        parameters: {
            query?: {
                /** @description The first day; only together with `to`. */
                from?: components["schemas"]["CalendarDate"];
                /** @description The last day, which is counted; only together with `from`. */
                to?: components["schemas"]["CalendarDate"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingCounts"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    markRating: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 评价编号 */
                ratingId: components["parameters"]["RatingId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkRequest"];
            };
        };
        responses: {
            /** @description Marked. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rating"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRectifications: {
        parameters: {
            query?: {
                /** @description 整改情况 */
                state?: components["schemas"]["RectificationState"];
                /** @description Only those whose appeal is to be decided. */
                appealed?: boolean;
                /** @description 承办企业 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Rectifications on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RectificationPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readRectification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 整改编号, that of its rating */
                rectificationId: components["parameters"]["RectificationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rectification. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rectification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    takeRectificationStep: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 整改编号, that of its rating */
                rectificationId: components["parameters"]["RectificationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RectificationStepRequest"];
            };
        };
        responses: {
            /** @description Done; the rectification as it stands now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rectification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    decideAppeal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 整改编号, that of its rating */
                rectificationId: components["parameters"]["RectificationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        responses: {
            /** @description Decided. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rectification"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listClocks: {
        parameters: {
            query?: {
                /** @description 计时状态 */
                state?: components["schemas"]["ClockLight"];
                /** @description 承诺事项 */
                promise?: components["schemas"]["ClockPromise"];
                /** @description 办理业务 */
                service?: components["schemas"]["Service"];
                /** @description 承办企业 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
                /** @description 待谁处理 */
                actor?: components["schemas"]["ClockActor"];
                /** @description Due at or after this time (RFC 3339). */
                dueFrom?: string;
                /** @description Due before this time (RFC 3339). */
                dueTo?: string;
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Clocks on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 计时编号 */
                clockId: components["schemas"]["ClockId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clock. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    countClocks: {
        parameters: {
            query?: {
                /** @description 办理业务 */
                service?: components["schemas"]["Service"];
                /** @description 承办企业 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockCounts"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readFigures: {
        parameters: {
            query?: {
                /** @description A whole month; instead of `from` and `to`. */
                month?: components["schemas"]["CalendarMonth"];
                /** @description The first day; only together with `to`. */
                from?: components["schemas"]["CalendarDate"];
                /** @description The last day, which is counted; only together with `from`. */
                to?: components["schemas"]["CalendarDate"];
                /** @description 承办企业 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
                /** @description 办理业务 */
                service?: components["schemas"]["Service"];
                /** @description 业务种型 */
                kind?: components["schemas"]["OrderKind"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Figures"];
                    "text/csv": string;
                    "text/html": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            406: components["responses"]["NotAcceptable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDeskOrders: {
        parameters: {
            query?: {
                /** @description 待办事项 */
                task?: components["schemas"]["DeskTask"];
                /** @description 单项业务状态 */
                state?: components["schemas"]["OrderState"];
                /** @description 联合办件号 */
                jointNumber?: components["schemas"]["JointNumber"];
                /** @description Due at or after this time (RFC 3339). */
                dueFrom?: string;
                /** @description Due before this time (RFC 3339). */
                dueTo?: string;
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Orders on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskOrderPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readDeskOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskOrderDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Erased"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    takeDeskStep: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskStepRequest"];
            };
        };
        responses: {
            /** @description Done; the order as it stands now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskOrder"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadDeskAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["AttachmentUpload"];
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readDeskAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
                /** @description 附件编号 */
                attachmentId: components["schemas"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["FileContent"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Erased"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    fileForOrder: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilingRequest"];
            };
        };
        responses: {
            /** @description Recorded, and to be sent where it is not exempt. */
            201: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadFilingFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 外部流水号 */
                reference: components["parameters"]["OrderReference"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["AttachmentUpload"];
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listFilings: {
        parameters: {
            query?: {
                /** @description 联合办件号 */
                jointNumber?: components["schemas"]["JointNumber"];
                /** @description 外部流水号 */
                orderReference?: components["schemas"]["OrderReference"];
                /** @description 企业标识 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
                /** @description 审批方式 */
                mode?: components["schemas"]["FilingDecisionKind"];
                /** @description 申报状态 */
                state?: components["schemas"]["FilingState"];
                /** @description 待办事项 */
                task?: components["schemas"]["FilingTask"];
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Filings on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申报标识 */
                filingId: components["parameters"]["FilingId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The filing. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilingDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    correctFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申报标识 */
                filingId: components["parameters"]["FilingId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilingCorrection"];
            };
        };
        responses: {
            /** @description Will be sent; the filing as it stands now. */
            202: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申报标识 */
                filingId: components["parameters"]["FilingId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilingCancellation"];
            };
        };
        responses: {
            /** @description Done; the filing as it stands now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    followUpFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申报标识 */
                filingId: components["parameters"]["FilingId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilingFollowUp"];
            };
        };
        responses: {
            /** @description Done; the filing as it stands now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    breakFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申报标识 */
                filingId: components["parameters"]["FilingId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilingBreach"];
            };
        };
        responses: {
            /** @description Done; the filing as it stands now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    redriveFiling: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 申报标识 */
                filingId: components["parameters"]["FilingId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActRequest"];
            };
        };
        responses: {
            /** @description Done; the filing as it stands now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filing"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readVisit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    proposeVisit: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitProposal"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    answerVisit: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitAnswerRequest"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    answerVisitForApplicant: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitApplicantAnswer"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    settleVisit: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitSettlement"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelVisit: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitCancellation"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    beginVisit: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitBeginning"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    reportVisit: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitResultRequest"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    reportNoShow: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitNoShow"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    markNoShow: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description Names this request (IETF httpapi idempotency-key-header draft); visible ASCII, unique per application.
                 * @example "8e03978e-40d5-43e8-bc93-6894a57f9324"
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitNoShowMark"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Visit"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            410: components["responses"]["Erased"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    uploadVisitAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 联合办件号 */
                jointNumber: components["parameters"]["JointNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["AttachmentUpload"];
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listVisits: {
        parameters: {
            query?: {
                /** @description Slots on or after this day (Asia/Shanghai). */
                from?: string;
                /** @description Slots on or before this day (Asia/Shanghai). */
                to?: string;
                /** @description 踏勘状态 */
                state?: components["schemas"]["VisitState"];
                /** @description 参加企业 */
                enterprise?: components["schemas"]["EnterpriseSlug"];
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Visits on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listActs: {
        parameters: {
            query?: {
                /** @description 操作 */
                action?: components["schemas"]["ActAction"];
                /** @description 操作人 */
                by?: components["schemas"]["ActorName"];
                /** @description Done at or after this time (RFC 3339). */
                from?: string;
                /** @description Done before this time (RFC 3339). */
                to?: string;
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Acts on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    receiveCallback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 企业标识 */
                enterprise: components["schemas"]["EnterpriseSlug"];
            };
            cookie?: never;
        };
        /** @description The enterprise's native message, byte for byte. */
        requestBody: {
            content: {
                "*/*": components["schemas"]["NativeMessage"];
            };
        };
        responses: {
            /** @description The enterprise's native answer; most of them are told errors too with 200 and a native code. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["NativeMessage"];
                };
            };
            /** @description Stored, said to an enterprise that expects no words. */
            204: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description Not believed, said in the enterprise's words where it uses status codes. */
            401: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    receiveListenerEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 企业标识 */
                enterprise: components["schemas"]["EnterpriseSlug"];
                /** @description Kind of event, part of the enterprise's protocol. */
                event: string;
            };
            cookie?: never;
        };
        /** @description The enterprise's native message, byte for byte. */
        requestBody: {
            content: {
                "*/*": components["schemas"]["NativeMessage"];
            };
        };
        responses: {
            /** @description The enterprise's native answer; most of them are told errors too with 200 and a native code. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["NativeMessage"];
                };
            };
            /** @description Stored, said to an enterprise that expects no words. */
            204: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description Not believed, said in the enterprise's words where it uses status codes. */
            401: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
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
            /** @description A token; not to be kept by caches. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Cache-Control": components["headers"]["NoStore"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAnswer"];
                };
            };
            /** @description The request is not one of these, or asks for more than the client may have. */
            400: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Cache-Control": components["headers"]["NoStore"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenError"];
                };
            };
            /** @description The client is not believed. */
            401: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Cache-Control": components["headers"]["NoStore"];
                    /** @description How to authenticate, to a client that tried `Authorization`. */
                    "WWW-Authenticate"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenError"];
                };
            };
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
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
            /** @description The keys. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeySet"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readAuthorizationServer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The description. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthorizationServer"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    keepSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description What is wanted next. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Set-Cookie": components["headers"]["SessionCookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            204: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Set-Cookie": components["headers"]["SessionCookie"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSignInWays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ways. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInWays"];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    beginOidc: {
        parameters: {
            query?: {
                /** @description A page of the console, as a path with its query; `/console/` unless given. Anything else is refused. */
                return?: components["parameters"]["ReturnTo"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            303: components["responses"]["ToProvider"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    finishOidc: {
        parameters: {
            query?: {
                /** @description Of the provider, good once. */
                code?: string;
                /** @description What the browser was sent away with. */
                state?: string;
                /** @description Why the provider does not vouch for the person. */
                error?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            303: components["responses"]["SignedInByProvider"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    beginCas: {
        parameters: {
            query?: {
                /** @description A page of the console, as a path with its query; `/console/` unless given. Anything else is refused. */
                return?: components["parameters"]["ReturnTo"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            303: components["responses"]["ToProvider"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    finishCas: {
        parameters: {
            query?: {
                /** @description Of the CAS server, good once. */
                ticket?: string;
                /** @description What the browser was sent away with. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            303: components["responses"]["SignedInByProvider"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    enterCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description What is wanted next, or who is signed in. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Set-Cookie": components["headers"]["SessionCookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmTelephone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description The recovery codes; told this once. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Set-Cookie": components["headers"]["SessionCookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TelephoneConfirmed"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    beginTelephone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TelephoneRequest"];
            };
        };
        responses: {
            /** @description The secret; told this once. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TelephoneSecret"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordRequest"];
            };
        };
        responses: {
            /** @description Who is signed in. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Set-Cookie": components["headers"]["SessionCookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    renewRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            /** @description The codes; told this once. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description 账号状态 */
                state?: components["schemas"]["AccountState"];
                /** @description 角色 */
                role?: components["schemas"]["Role"];
                /** @description 单位 */
                unit?: components["schemas"]["Unit"];
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: components["schemas"]["Cursor"];
                /** @description Accounts on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    openAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountOpening"];
            };
        };
        responses: {
            /** @description Opened. */
            201: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GivenPassword"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 登录名 */
                login: components["parameters"]["Login"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 登录名 */
                login: components["parameters"]["Login"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChanging"];
            };
        };
        responses: {
            /** @description The account as it stands now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    actOnAccount: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 登录名 */
                login: components["parameters"]["Login"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountAct"];
            };
        };
        responses: {
            /** @description The account as it stands now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 登录名 */
                login: components["parameters"]["Login"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActRequest"];
            };
        };
        responses: {
            /** @description The password; told this once. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GivenPassword"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            409: components["responses"]["NotNow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSignIns: {
        parameters: {
            query?: {
                /** @description 登录名 */
                login?: components["schemas"]["Login"];
                /** @description 结果 */
                outcome?: components["schemas"]["SignInOutcome"];
                /** @description At or after this time (RFC 3339). */
                from?: string;
                /** @description Before this time (RFC 3339). */
                to?: string;
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: components["schemas"]["Cursor"];
                /** @description Records on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["NotSignedIn"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    resumeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActRequest"];
            };
        };
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description 推送情况 */
                state?: components["schemas"]["WebhookDeliveryState"];
                /** @description 联合办件号 */
                jointNumber?: components["schemas"]["JointNumber"];
                /** @description Of changes recorded at or after this time (RFC 3339). */
                from?: string;
                /** @description Of changes recorded before this time (RFC 3339). */
                to?: string;
                /** @description Opaque; from `nextCursor` of the page before. */
                cursor?: string;
                /** @description Deliveries on one page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 推送编号, the `webhook-id`. */
                deliveryId: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryDetail"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description 推送编号, the `webhook-id`. */
                deliveryId: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActRequest"];
            };
        };
        responses: {
            /** @description Will be sent; the delivery as it is now. */
            202: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    redeliverWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeliveryRequest"];
            };
        };
        responses: {
            /** @description How many. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redelivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["TooSlow"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readProgressForm: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The form. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Cache-Control": components["headers"]["NoStore"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["PageFailure"];
            429: components["responses"]["PageFailure"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["PageFailure"];
            503: components["responses"]["PageFailure"];
        };
    };
    readProgress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["ProgressRequest"];
            };
        };
        responses: {
            /** @description How it stands. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    "Cache-Control": components["headers"]["NoStore"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["PageFailure"];
            403: components["responses"]["PageFailure"];
            408: components["responses"]["PageFailure"];
            413: components["responses"]["PageFailure"];
            415: components["responses"]["PageFailure"];
            422: components["responses"]["PageFailure"];
            429: components["responses"]["PageFailure"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["PageFailure"];
            503: components["responses"]["PageFailure"];
        };
    };
    readLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alive. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All metrics. */
            200: {
                headers: {
                    "RateLimit-Limit": components["headers"]["RateLimitLimit"];
                    "RateLimit-Reset": components["headers"]["RateLimitReset"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooMany"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    orderProgressed: {
        parameters: {
            query?: never;
            header: {
                /** @description Same for every delivery of the same event. */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description Seconds since the epoch, of this delivery. */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description `v1,` and the base64 HMAC-SHA256 of id, timestamp and body; one for each secret, separated by a space. */
                "webhook-signature": components["parameters"]["WebhookSignature"];
                /** @description The request id of the submission that brought the application in. */
                "X-Correlation-Id": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PortalEvent"];
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
            /** @description Not taken; the hub tries again. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nobody is here any more; the hub sends nothing until it is resumed. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    hubTest: {
        parameters: {
            query?: never;
            header: {
                /** @description Same for every delivery of the same event. */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description Seconds since the epoch, of this delivery. */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description `v1,` and the base64 HMAC-SHA256 of id, timestamp and body; one for each secret, separated by a space. */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HubTest"];
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
            /** @description Not taken. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    clockReminders: {
        parameters: {
            query?: never;
            header: {
                /** @description Same for every delivery of the same event. */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description Seconds since the epoch, of this delivery. */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description `v1,` and the base64 HMAC-SHA256 of id, timestamp and body; one for each secret, separated by a space. */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockReminders"];
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
            /** @description Not taken; the hub tries again. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ratingInvitations: {
        parameters: {
            query?: never;
            header: {
                /** @description Same for every delivery of the same event. */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description Seconds since the epoch, of this delivery. */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description `v1,` and the base64 HMAC-SHA256 of id, timestamp and body; one for each secret, separated by a space. */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingInvitations"];
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
            /** @description Not taken; the hub tries again. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    visitReminders: {
        parameters: {
            query?: never;
            header: {
                /** @description Same for every delivery of the same event. */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description Seconds since the epoch, of this delivery. */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description `v1,` and the base64 HMAC-SHA256 of id, timestamp and body; one for each secret, separated by a space. */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitReminders"];
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
            /** @description Not taken; the hub tries again. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    filingReminders: {
        parameters: {
            query?: never;
            header: {
                /** @description Same for every delivery of the same event. */
                "webhook-id": components["parameters"]["WebhookId"];
                /** @description Seconds since the epoch, of this delivery. */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /** @description `v1,` and the base64 HMAC-SHA256 of id, timestamp and body; one for each secret, separated by a space. */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilingReminders"];
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
            /** @description Not taken; the hub tries again. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
