"""Who gets what at each address. Written by hand from the rules of the product, never from the code.

``in``: sent to the sign-in page. One row for each method of each address; a new address needs a row.
Columns: nobody signed in; an address not verified; the candidate whose dossier it is; another candidate;
the immigration professional assigned to it; a coach assigned to it; a professional no longer assigned; a
verified one never assigned; one not verified; a suspended account; a moderator; an admin.
"""

TABLE = """
#                                                                  anon unve | own oth | ass oos for una unp | sus | mod adm

# Open to everybody
GET    /                                                            200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
GET    /verify-consultant                                           200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
POST   /verify-consultant                                           200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
GET    /legal/terms                                                 200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
GET    /legal/privacy                                               200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
GET    /legal/terms/<name>                                          404  404 | 404 404 | 404 404 404 404 404 | 404 | 404 404
GET    /legal/privacy/<name>                                        404  404 | 404 404 | 404 404 404 404 404 | 404 | 404 404
GET    /language/<any(fr, en):code>                                 303  303 | 303 303 | 303 303 303 303 303 | 303 | 303 303
GET    /healthz                                                     200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
GET    /readyz                                                      200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
# A link that nobody signed
GET    /files/<token>                                               404  404 | 404 404 | 404 404 404 404 404 | 404 | 404 404
PUT    /files/parts/<token>                                         404  404 | 404 404 | 404 404 404 404 404 | 404 | 404 404
# Events that nobody signed
POST   /webhooks/sendgrid                                           404  404 | 404 404 | 404 404 404 404 404 | 404 | 404 404
# Development only
GET    /dev/mail                                                    404  404 | 404 404 | 404 404 404 404 404 | 404 | 404 404
GET    /dev/mail/<name>                                             404  404 | 404 404 | 404 404 404 404 404 | 404 | 404 404
GET    /dev/mail/<name>/html                                        404  404 | 404 404 | 404 404 404 404 404 | 404 | 404 404

# Coming in: whoever is in already is sent on to their dashboard; a form sent all the same is judged as any
GET    /register                                                    200  200 | 303 303 | 303 303 303 303 303 | 200 | 303 303
GET    /register/candidate                                          200  200 | 303 303 | 303 303 303 303 303 | 200 | 303 303
POST   /register/candidate                                          422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
GET    /register/professional                                       200  200 | 303 303 | 303 303 303 303 303 | 200 | 303 303
POST   /register/professional                                       422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
GET    /login                                                       200  200 | 303 303 | 303 303 303 303 303 | 200 | 303 303
POST   /login                                                       422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
# A question to a device is for everybody; an answer to none of ours goes back to where it came from
POST   /login/passkey/question                                      200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
POST   /login/passkey                                                in   in |  in  in |  in  in  in  in  in |  in |  in  in
POST   /login/second-step/passkey/question                           in   in |  in  in |  in  in  in  in  in |  in |  in  in
POST   /login/second-step/passkey                                   303  303 | 303 303 | 303 303 303 303 303 | 303 | 303 303
# The second step follows a first one; without it, back to the beginning
GET    /login/second-step                                            in   in |  in  in |  in  in  in  in  in |  in |  in  in
POST   /login/second-step                                            in   in |  in  in |  in  in  in  in  in |  in |  in  in
GET    /login/rescue                                                 in   in |  in  in |  in  in  in  in  in |  in |  in  in
POST   /login/rescue                                                 in   in |  in  in |  in  in  in  in  in |  in |  in  in
GET    /login/rescue/code                                            in   in |  in  in |  in  in  in  in  in |  in |  in  in
POST   /login/rescue/code                                            in   in |  in  in |  in  in  in  in  in |  in |  in  in
GET    /login/rescue/stop/<token>                                   422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /login/rescue/stop/<token>                                   422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
GET    /login/rescue/take/<token>                                   422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /login/rescue/take/<token>                                   422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
GET    /login/unlock/<token>                                        422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /login/unlock/<token>                                        422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /logout                                                       in   in |  in  in |  in  in  in  in  in |  in |  in  in
GET    /verify-email                                                200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
POST   /verify-email                                                422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /verify-email/resend                                         422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
GET    /verify-email/<token>                                        422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /verify-email/<token>                                        422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
GET    /forgot-password                                             200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
POST   /forgot-password                                             422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
GET    /forgot-password/sent                                        200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
GET    /reset-password/<token>                                      422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /reset-password/<token>                                      422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422

GET    /invitation/<token>                                          422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /invitation/<token>                                          422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422

# Oneself
GET    /dashboard                                                    in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /profile                                                      in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /profile/edit                                                 in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /profile/edit                                                 in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
# No photo chosen; any picture is for whoever was shown the face, which its address proves
GET    /profile/picture                                              in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /profile/picture                                              in   in | 422 422 | 422 422 422 422 422 |  in | 422 422
POST   /profile/picture/remove                                       in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
GET    /people/<uuid:user_id>/picture/<uuid:avatar_id>/<int:side>.webp   in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /profile/consents                                             in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /profile/terms                                                in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /profile/terms                                                in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /profile/consents/communications/give                         in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /profile/consents/communications/withdraw                     in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /profile/timezone                                             in   in | 204 204 | 204 204 204 204 204 |  in | 204 204
# Anybody signed in confirms that it is still them; the empty form is refused
GET    /confirm                                                      in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /confirm                                                      in   in | 422 422 | 422 422 422 422 422 |  in | 422 422
# One's own second factors; the app is set up in two steps, none of which was begun here
GET    /profile/security/factors                                     in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /profile/security/factors/app                                 in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
GET    /profile/security/factors/app                                 in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
GET    /profile/security/factors/app/qr.svg                          in   in | 404 404 | 404 404 404 404 404 |  in | 404 404
POST   /profile/security/factors/app/confirm                         in   in | 404 404 | 404 404 404 404 404 |  in | 404 404
POST   /profile/security/factors/app/remove                          in   in | 404 404 | 404 404 404 404 404 |  in | 404 404
POST   /profile/security/factors/recovery-codes                      in   in | 403 403 | 403 403 403 403 403 |  in | 403 403
POST   /profile/security/factors/recovery-codes/file                 in   in | 400 400 | 400 400 400 400 400 |  in | 400 400
GET    /profile/security/factors/passkeys/new                        in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /profile/security/factors/passkeys/question                   in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /profile/security/factors/passkeys                            in   in | 422 422 | 422 422 422 422 422 |  in | 422 422
POST   /profile/security/factors/passkeys/<uuid:passkey_id>/remove   in   in | 404 404 | 404 404 404 404 404 |  in | 404 404
POST   /confirm/passkey/question                                     in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /confirm/passkey                                              in   in | 422 422 | 422 422 422 422 422 |  in | 422 422
GET    /profile/security                                             in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /profile/security/password                                    in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /profile/security/password                                    in   in | 422 422 | 422 422 422 422 422 |  in | 422 422
GET    /profile/security/email                                       in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /profile/security/email                                       in   in | 422 422 | 422 422 422 422 422 |  in | 422 422
GET    /profile/security/email/<token>                               in   in | 422 422 | 422 422 422 422 422 |  in | 422 422
POST   /profile/security/email/<token>                               in   in | 422 422 | 422 422 422 422 422 |  in | 422 422
GET    /undo-email/<token>                                          422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /undo-email/<token>                                          422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /profile/security/sessions/end                                in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /profile/security/sessions/<uuid:session_id>/end              in   in | 303 404 | 404 404 404 404 404 |  in | 404 404
GET    /profile/data                                                 in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /profile/data/exports                                         in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
GET    /profile/data/exports/<uuid:export_id>                        in   in | 302 404 | 404 404 404 404 404 |  in | 404 404
GET    /profile/data/delete                                          in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /profile/data/delete                                          in   in | 422 422 | 422 422 422 422 422 |  in | 422 422
GET    /come-back/<token>                                           422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /come-back/<token>                                           422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
GET    /profile/practice                                             in   in | 403 403 | 200 200 200 200 200 |  in | 403 403
POST   /profile/practice                                             in   in | 403 403 | 303 303 303 303 303 |  in | 403 403
GET    /notifications                                                in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /notifications/bell                                           in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /profile/preferences                                          in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /profile/preferences                                          in   in | 422 422 | 422 422 422 422 422 |  in | 422 422
# An address for calendar programs, which sign in nowhere; staff have no deadlines of their own
GET    /calendar/<token>.ics                                        404  404 | 404 404 | 404 404 404 404 404 | 404 | 404 404
GET    /profile/calendar                                             in   in | 200 200 | 200 200 200 200 200 |  in | 403 403
POST   /profile/calendar                                             in   in | 200 200 | 200 200 200 200 200 |  in | 403 403
POST   /profile/calendar/revoke                                      in   in | 303 303 | 303 303 303 303 303 |  in | 403 403
# A link that nobody signed
GET    /unsubscribe/<token>                                         404  404 | 404 404 | 404 404 404 404 404 | 404 | 404 404
POST   /unsubscribe/<token>                                         404  404 | 404 404 | 404 404 404 404 404 | 404 | 404 404
GET    /live                                                         in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /notifications/read                                           in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /announcements/<uuid:announcement_id>/read                    in   in | 303 303 | 404 404 404 404 404 |  in | 404 404

# Dossiers: lists show what one may see, possibly nothing; a candidate with one dossier goes straight to it
GET    /dossiers                                                     in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /dossiers/new                                                 in   in | 200 200 | 403 403 403 403 403 |  in | 403 403
GET    /dossiers/orientation                                         in   in | 200 200 | 403 403 403 403 403 |  in | 403 403
POST   /dossiers/new                                                 in   in | 303 303 | 403 403 403 403 403 |  in | 403 403
# Prospects, whom their professional alone knows of
GET    /invitations                                                  in   in | 403 403 | 200 200 200 200 403 |  in | 403 403
GET    /invitations/new                                              in   in | 403 403 | 200 200 200 200 403 |  in | 403 403
POST   /invitations/new                                              in   in | 403 403 | 422 422 422 422 403 |  in | 403 403
GET    /invitations/<uuid:invitation_id>                             in   in | 404 404 | 200 404 404 404 404 |  in | 404 404
POST   /invitations/<uuid:invitation_id>/send                        in   in | 404 404 | 409 404 404 404 404 |  in | 404 404
POST   /invitations/<uuid:invitation_id>/withdraw                    in   in | 404 404 | 303 404 404 404 404 |  in | 404 404
# The link of an invitation that nobody made
GET    /invitations/answer/<token>                                  422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /invitations/answer/<token>                                  422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /invitations/answer/<token>/decline                          422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
GET    /invitations/answer/<token>/join                             303  303 | 303 303 | 303 303 303 303 303 | 303 | 303 303
POST   /invitations/answer/<token>/join                             303  303 | 303 303 | 303 303 303 303 303 | 303 | 303 303
GET    /dossiers/<uuid:dossier_id>                                   in   in | 200 404 | 200 200 404 404 404 |  in | 404 200
GET    /dossiers/<uuid:dossier_id>/documents                         in   in | 200 404 | 200 200 404 404 404 |  in | 404 200
GET    /dossiers/<uuid:dossier_id>/steps                             in   in | 200 404 | 200 200 404 404 404 |  in | 404 200
GET    /dossiers/<uuid:dossier_id>/history                           in   in | 200 404 | 200 200 404 404 404 |  in | 404 200
GET    /dossiers/<uuid:dossier_id>/history/verify                    in   in | 200 404 | 200 200 404 404 404 |  in | 404 200
POST   /dossiers/<uuid:dossier_id>/history/verify                    in   in | 200 404 | 200 200 404 404 404 |  in | 404 200
# To take it away is to export: staff only by break-glass
GET    /dossiers/<uuid:dossier_id>/exports                           in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/export                            in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/summary.pdf                       in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/deposit.pdf                       in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/filing                            in   in | 303 404 | 303 303 404 404 404 |  in | 404 403
# Nothing was prepared
GET    /dossiers/<uuid:dossier_id>/filing/file                       in   in | 409 404 | 409 409 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/history/file                      in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
GET    /replies                                                      in   in | 403 403 | 200 200 200 200 403 |  in | 403 403
GET    /replies/new                                                  in   in | 403 403 | 200 200 200 200 403 |  in | 403 403
POST   /replies/new                                                  in   in | 403 403 | 303 303 303 303 403 |  in | 403 403
GET    /replies/<uuid:reply_id>/edit                                 in   in | 404 404 | 200 404 404 404 404 |  in | 404 404
POST   /replies/<uuid:reply_id>/edit                                 in   in | 404 404 | 303 404 404 404 404 |  in | 404 404
GET    /replies/<uuid:reply_id>/remove                               in   in | 404 404 | 200 404 404 404 404 |  in | 404 404
POST   /replies/<uuid:reply_id>/remove                               in   in | 404 404 | 303 404 404 404 404 |  in | 404 404
# A professional's own order of their clients: nobody else knows of it
GET    /dossiers/tags                                                in   in | 403 403 | 200 200 200 200 403 |  in | 403 403
POST   /dossiers/tags                                                in   in | 403 403 | 303 303 303 303 403 |  in | 403 403
GET    /dossiers/tags/<uuid:tag_id>/edit                             in   in | 404 404 | 200 404 404 404 404 |  in | 404 404
POST   /dossiers/tags/<uuid:tag_id>/edit                             in   in | 404 404 | 303 404 404 404 404 |  in | 404 404
GET    /dossiers/tags/<uuid:tag_id>/remove                           in   in | 404 404 | 200 404 404 404 404 |  in | 404 404
POST   /dossiers/tags/<uuid:tag_id>/remove                           in   in | 404 404 | 303 404 404 404 404 |  in | 404 404
GET    /dossiers/bulk                                                in   in | 403 403 | 303 303 303 303 403 |  in | 403 403
POST   /dossiers/bulk                                                in   in | 403 403 | 303 303 303 303 403 |  in | 403 403
GET    /dossiers/views                                               in   in | 403 403 | 200 200 200 200 403 |  in | 403 403
GET    /dossiers/views/new                                           in   in | 403 403 | 200 200 200 200 403 |  in | 403 403
POST   /dossiers/views/new                                           in   in | 403 403 | 303 303 303 303 403 |  in | 403 403
GET    /dossiers/views/<uuid:view_id>/edit                           in   in | 404 404 | 200 404 404 404 404 |  in | 404 404
POST   /dossiers/views/<uuid:view_id>/edit                           in   in | 404 404 | 303 404 404 404 404 |  in | 404 404
GET    /dossiers/views/<uuid:view_id>/remove                         in   in | 404 404 | 200 404 404 404 404 |  in | 404 404
POST   /dossiers/views/<uuid:view_id>/remove                         in   in | 404 404 | 303 404 404 404 404 |  in | 404 404
GET    /dossiers/<uuid:dossier_id>/tags                              in   in | 404 404 | 200 200 404 404 404 |  in | 404 404
POST   /dossiers/<uuid:dossier_id>/tags                              in   in | 404 404 | 303 303 404 404 404 |  in | 404 404
# The conversation
GET    /dossiers/<uuid:dossier_id>/messages                          in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/messages                          in   in | 303 404 | 303 303 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/messages/seen                     in   in | 204 404 | 204 204 404 404 404 |  in | 404 403
GET    /messages/files/<uuid:file_id>/download                        in   in | 302 404 | 302 302 404 404 404 |  in | 404 403
# Taken back by whoever wrote it: here the professional
GET    /dossiers/<uuid:dossier_id>/messages/<uuid:message_id>/withdraw  in   in | 403 404 | 200 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/messages/<uuid:message_id>/withdraw  in   in | 403 404 | 303 403 404 404 404 |  in | 404 403
# What members write is for whoever is signed in; its author is the professional assigned here
GET    /inside                                                        in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /inside/resources                                             in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /inside/resources/<uuid:resource_id>                          in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
# A course here, which has no PDF
GET    /inside/resources/<uuid:resource_id>/checklist.pdf            in   in | 404 404 | 404 404 404 404 404 |  in | 404 404
POST   /inside/resources/<uuid:resource_id>/done                     in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /inside/resources/<uuid:resource_id>/undone                   in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
# Reports: without a thing that one may see there is no page; a decision is read by whom it concerns and the team
GET    /reports                                                       in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /reports/new                                                   in   in | 404 404 | 404 404 404 404 404 |  in | 404 404
POST   /reports/new                                                   in   in | 404 404 | 404 404 404 404 404 |  in | 404 404
GET    /decisions/<uuid:sanction_id>                                  in   in | 404 404 | 404 404 200 404 404 |  in | 200 200
GET    /inside/posts/new                                              in   in | 403 403 | 200 200 200 200 403 |  in | 200 200
POST   /inside/posts/new                                              in   in | 403 403 | 303 303 303 303 403 |  in | 303 303
POST   /inside/posts/draft                                            in   in | 403 403 | 200 200 200 200 403 |  in | 200 200
POST   /inside/posts/preview                                          in   in | 403 403 | 200 200 200 200 403 |  in | 200 200
GET    /inside/posts/<uuid:post_id>                                   in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /inside/posts/<uuid:post_id>/edit                              in   in | 403 403 | 200 403 403 403 403 |  in | 403 403
POST   /inside/posts/<uuid:post_id>/edit                              in   in | 403 403 | 303 403 403 403 403 |  in | 403 403
GET    /inside/posts/<uuid:post_id>/delete                            in   in | 403 403 | 200 403 403 403 403 |  in | 403 403
POST   /inside/posts/<uuid:post_id>/delete                            in   in | 403 403 | 303 403 403 403 403 |  in | 403 403
GET    /inside/posts/<uuid:post_id>/history                           in   in | 403 403 | 200 403 403 403 403 |  in | 200 200
POST   /inside/posts/<uuid:post_id>/like                              in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /inside/posts/<uuid:post_id>/unlike                            in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /inside/posts/<uuid:post_id>/bookmark                          in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /inside/posts/<uuid:post_id>/unbookmark                        in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
# Whoever reads follows and mutes; the member is the professional who is not verified: nobody to follow
GET    /inside/new                                                    in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /inside/following                                              in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
POST   /inside/tags/<slug>/follow                                     in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /inside/tags/<slug>/unfollow                                   in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /inside/tags/<slug>/mute                                       in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /inside/tags/<slug>/unmute                                     in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
POST   /inside/members/<uuid:user_id>/follow                          in   in | 403 403 | 403 403 403 403 403 |  in | 403 403
POST   /inside/members/<uuid:user_id>/unfollow                        in   in | 303 303 | 303 303 303 303 403 |  in | 303 303
POST   /inside/members/<uuid:user_id>/mute                            in   in | 303 303 | 303 303 303 303 403 |  in | 303 303
POST   /inside/members/<uuid:user_id>/unmute                          in   in | 303 303 | 303 303 303 303 403 |  in | 303 303
# Anybody answers; the comment is the owner’s, whom the team may help to be quiet
POST   /inside/posts/<uuid:post_id>/comments                          in   in | 303 303 | 303 303 303 303 303 |  in | 303 303
GET    /inside/comments/<uuid:comment_id>/edit                        in   in | 200 403 | 403 403 403 403 403 |  in | 403 403
POST   /inside/comments/<uuid:comment_id>/edit                        in   in | 303 403 | 403 403 403 403 403 |  in | 403 403
GET    /inside/comments/<uuid:comment_id>/delete                      in   in | 200 403 | 403 403 403 403 403 |  in | 200 200
POST   /inside/comments/<uuid:comment_id>/delete                      in   in | 303 403 | 403 403 403 403 403 |  in | 303 303
# It does not wait
POST   /inside/comments/<uuid:comment_id>/release                     in   in | 403 403 | 403 403 403 403 403 |  in | 409 409
# It is published already
POST   /inside/posts/<uuid:post_id>/release                           in   in | 403 403 | 403 403 403 403 403 |  in | 422 422
POST   /inside/posts/<uuid:post_id>/hide                              in   in | 403 403 | 403 403 403 403 403 |  in | 303 303
# Those who accompany it read all notes, and change their own; for its candidate there are none
GET    /dossiers/<uuid:dossier_id>/notes                              in   in | 404 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/notes                              in   in | 404 404 | 303 303 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/notes/<uuid:note_id>/edit          in   in | 404 404 | 200 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/notes/<uuid:note_id>/edit          in   in | 404 404 | 303 403 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/notes/<uuid:note_id>/delete        in   in | 404 404 | 200 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/notes/<uuid:note_id>/delete        in   in | 404 404 | 303 403 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/steps/new                         in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/steps/new                         in   in | 303 404 | 303 303 404 404 404 |  in | 404 403
# A step that a professional added; it is the candidate's to do
GET    /dossiers/<uuid:dossier_id>/steps/<uuid:step_id>/edit         in   in | 403 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/steps/<uuid:step_id>/edit         in   in | 403 404 | 303 303 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/steps/<uuid:step_id>/hold         in   in | 403 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/steps/<uuid:step_id>/hold         in   in | 403 404 | 303 303 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/steps/<uuid:step_id>/remove       in   in | 403 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/steps/<uuid:step_id>/remove       in   in | 403 404 | 303 303 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/steps/<uuid:step_id>/resume       in   in | 403 404 | 303 303 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/steps/<uuid:step_id>/done         in   in | 303 404 | 303 303 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/budget                            in   in | 200 404 | 200 200 404 404 404 |  in | 404 200
GET    /dossiers/<uuid:dossier_id>/budget.pdf                        in   in | 200 404 | 200 200 404 404 404 |  in | 404 200
GET    /dossiers/<uuid:dossier_id>/budget/lines/new                  in   in | 403 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/budget/lines/new                  in   in | 403 404 | 303 303 404 404 404 |  in | 404 403
# The price of a service is its professional's own
GET    /dossiers/<uuid:dossier_id>/budget/lines/<uuid:line_id>/edit  in   in | 403 404 | 200 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/budget/lines/<uuid:line_id>/edit  in   in | 403 404 | 303 403 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/budget/lines/<uuid:line_id>/remove  in   in | 403 404 | 200 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/budget/lines/<uuid:line_id>/remove  in   in | 403 404 | 303 403 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/budget/quote                      in   in | 403 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/budget/quote                      in   in | 403 404 | 303 303 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/budget/quotes/<int:number>/accept  in   in | 200 404 | 403 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/budget/quotes/<int:number>/accept  in   in | 303 404 | 403 403 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/budget/payments/new               in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/budget/payments/new               in   in | 303 404 | 303 303 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/budget/payments/<uuid:payment_id>/reverse  in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/budget/payments/<uuid:payment_id>/reverse  in   in | 303 404 | 303 303 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/edit                              in   in | 200 404 | 403 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/edit                              in   in | 303 404 | 403 403 404 404 404 |  in | 404 403
# The family, past refusals: for those at work on it; staff only by break-glass
GET    /dossiers/<uuid:dossier_id>/answers                           in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/answers                           in   in | 303 404 | 403 403 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/archive                           in   in | 200 404 | 403 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/archive                           in   in | 303 404 | 403 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/reopen                            in   in | 303 404 | 403 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/stage                             in   in | 403 404 | 303 303 404 404 404 |  in | 404 403
# The candidate and the admin may show someone out
GET    /dossiers/<uuid:dossier_id>/assignments/<uuid:assignment_id>/end   in   in | 200 404 | 200 403 404 404 404 |  in | 404 200
POST   /dossiers/<uuid:dossier_id>/assignments/<uuid:assignment_id>/end   in   in | 303 404 | 303 403 404 404 404 |  in | 404 303
# Whoever accompanies it suggests a colleague; the candidate answers
GET    /dossiers/<uuid:dossier_id>/colleagues/new                    in   in | 403 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/colleagues/new                    in   in | 403 404 | 303 303 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/assignments/<uuid:assignment_id>/agree  in   in | 200 404 | 403 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/assignments/<uuid:assignment_id>/agree  in   in | 303 404 | 403 403 404 404 404 |  in | 404 403
# Only the professional who is asked answers; whoever sees the dossier knows of the question
POST   /assignments/<uuid:assignment_id>/accept                      in   in | 403 404 | 303 403 404 404 404 |  in | 404 403
GET    /assignments/<uuid:assignment_id>/refuse                      in   in | 403 404 | 200 403 404 404 404 |  in | 404 403
POST   /assignments/<uuid:assignment_id>/refuse                      in   in | 403 404 | 303 403 404 404 404 |  in | 404 403

# Documents: the admin sees that they exist, never what is in them (break-glass)
GET    /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>            in   in | 200 404 | 200 200 404 404 404 |  in | 404 200
POST   /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/documents  in   in | 303 404 | 403 403 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/documents/<uuid:document_id>                  in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/documents/<uuid:document_id>/review           in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/documents/<uuid:document_id>/compare/<uuid:other_id>  in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/documents/<uuid:document_id>/review           in   in | 403 404 | 303 403 404 404 404 |  in | 404 403
# The queue of those who decide
GET    /review                                                       in   in | 403 403 | 200 200 200 200 403 |  in | 403 403
# The version there waits: for whoever may decide there is no request to take back
POST   /dossiers/<uuid:dossier_id>/documents/<uuid:document_id>/review/withdraw  in   in | 403 404 | 409 403 404 404 404 |  in | 404 403
GET    /documents/<uuid:document_id>/download                        in   in | 302 404 | 302 302 404 404 404 |  in | 404 403
GET    /documents/<uuid:document_id>/pages/<int:number>.webp         in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
GET    /documents/<uuid:document_id>/stamp.webp                      in   in | 200 404 | 200 200 404 404 404 |  in | 404 403
# No place is marked on it
GET    /documents/<uuid:document_id>/marks/<int:number>.webp         in   in | 404 404 | 404 404 404 404 404 |  in | 404 403
# The vault is a candidate's; this document is of the same dossier, so it is told that it cannot serve there
GET    /vault                                                        in   in | 200 200 | 403 403 403 403 403 |  in | 403 403
POST   /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/grants  in   in | 303 404 | 403 403 404 404 404 |  in | 404 403
GET    /documents/<uuid:document_id>/delete                          in   in | 200 404 | 403 403 404 404 404 |  in | 404 403
POST   /documents/<uuid:document_id>/delete                          in   in | 303 404 | 403 403 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/excuse           in   in | 200 404 | 403 403 404 404 404 |  in | 404 403
# A version was sent: there is nothing to excuse
POST   /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/excuse           in   in | 422 404 | 403 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/excuse/withdraw  in   in | 303 404 | 403 403 404 404 404 |  in | 404 403
# Whoever may decide on its versions answers
GET    /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/answer           in   in | 403 404 | 200 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/answer           in   in | 403 404 | 303 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/restore          in   in | 403 404 | 303 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/files            in   in | 403 404 | 303 403 404 404 404 |  in | 404 403
POST   /documents/<uuid:document_id>/move                            in   in | 303 404 | 403 403 404 404 404 |  in | 404 403
# Whoever may decide on it reads its dates while checking
GET    /documents/<uuid:document_id>/facts                           in   in | 200 404 | 200 403 404 404 404 |  in | 404 403
POST   /documents/<uuid:document_id>/facts                           in   in | 303 404 | 303 403 404 404 404 |  in | 404 403
GET    /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/known      in   in | 204 404 | 403 403 404 404 404 |  in | 404 403
POST   /dossiers/<uuid:dossier_id>/requirements/<uuid:requirement_id>/uploads  in   in | 200 404 | 403 403 404 404 404 |  in | 404 403
GET    /documents/uploads/<uuid:upload_id>                           in   in | 200 404 | 403 403 404 404 404 |  in | 404 403
# Nothing of it has arrived yet
POST   /documents/uploads/<uuid:upload_id>/complete                  in   in | 422 404 | 403 403 404 404 404 |  in | 404 403
POST   /documents/uploads/<uuid:upload_id>/cancel                    in   in | 204 404 | 403 403 404 404 404 |  in | 404 403

# Verified professionals, for whoever is signed in
GET    /inside/directory                                             in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
GET    /inside/directory/<uuid:professional_id>                      in   in | 200 200 | 200 200 200 200 200 |  in | 200 200
# Candidates write first, whom they wrote to answers; the owner wrote to the assigned professional
POST   /inside/directory/<uuid:professional_id>                      in   in | 422 303 | 403 403 403 403 403 |  in | 403 403
GET    /inside/contacts                                              in   in | 200 200 | 200 200 200 200 200 |  in | 403 403
POST   /inside/contacts/<uuid:request_id>/accept                     in   in | 403 404 | 303 404 404 404 404 |  in | 404 404
POST   /inside/contacts/<uuid:request_id>/decline                    in   in | 403 404 | 303 404 404 404 404 |  in | 404 404
# What a professional who was assigned once offers to the owner
GET    /inside/offers/<uuid:offer_id>                                in   in | 200 404 | 404 404 403 404 404 |  in | 404 404
POST   /inside/offers/<uuid:offer_id>                                in   in | 303 404 | 404 404 403 404 404 |  in | 404 404
POST   /inside/offers/<uuid:offer_id>/decline                        in   in | 303 404 | 404 404 403 404 404 |  in | 404 404

# One's own licences: professionals only; another's is not known; the admin sees it in the back office
GET    /professional/verification                                           in   in | 403 403 | 200 200 200 200 200 |  in | 403 403
GET    /professional/verification/new                                       in   in | 403 403 | 200 200 200 200 200 |  in | 403 403
POST   /professional/verification/new                                       in   in | 403 403 | 303 303 303 303 303 |  in | 403 403
GET    /professional/verification/<uuid:credential_id>                      in   in | 404 404 | 404 404 404 404 303 |  in | 404 403
GET    /professional/verification/<uuid:credential_id>/edit                 in   in | 404 404 | 404 404 404 404 200 |  in | 404 403
POST   /professional/verification/<uuid:credential_id>/edit                 in   in | 404 404 | 404 404 404 404 303 |  in | 404 403
POST   /professional/verification/<uuid:credential_id>/submit               in   in | 404 404 | 404 404 404 404 303 |  in | 404 403
# A wrong code
POST   /professional/verification/<uuid:credential_id>/contact              in   in | 404 404 | 404 404 404 404 422 |  in | 404 403
POST   /professional/verification/<uuid:credential_id>/proofs               in   in | 404 404 | 404 404 404 404 303 |  in | 404 403
POST   /professional/proofs/<uuid:proof_id>/delete                          in   in | 404 404 | 404 404 404 404 303 |  in | 404 403
GET    /professional/proofs/<uuid:proof_id>/download                        in   in | 404 404 | 404 404 404 404 302 |  in | 404 302

# The back office is known to staff only
GET    /admin/                                                       in   in | 404 404 | 404 404 404 404 404 |  in | 200 200
GET    /admin/users/                                                 in   in | 404 404 | 404 404 404 404 404 |  in | 200 200
GET    /admin/users/<uuid:user_id>                                   in   in | 404 404 | 404 404 404 404 404 |  in | 200 200
POST   /admin/users/<uuid:user_id>/suspend                           in   in | 404 404 | 404 404 404 404 404 |  in | 303 303
# Not suspended
POST   /admin/users/<uuid:user_id>/lift                              in   in | 404 404 | 404 404 404 404 404 |  in | 409 409
GET    /admin/users/invite                                           in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/users/invite                                           in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/users/<uuid:user_id>/edit                              in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/users/<uuid:user_id>/role                              in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/users/<uuid:user_id>/sign-out                          in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
# The session of somebody else; nobody who lost a factor; nobody invited
POST   /admin/users/<uuid:user_id>/sessions/<uuid:session_id>/end    in   in | 404 404 | 404 404 404 404 404 |  in | 403 404
POST   /admin/users/<uuid:user_id>/erase                             in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/users/<uuid:user_id>/factor                            in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/users/<uuid:user_id>/invite                            in   in | 404 404 | 404 404 404 404 404 |  in | 403 409
GET    /admin/assignments/                                           in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/assignments/                                           in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/assignments/<uuid:assignment_id>/end                   in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
GET    /admin/dossiers/                                              in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/dossiers/export.csv                                    in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/dossiers/<uuid:dossier_id>                             in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/dossiers/<uuid:dossier_id>/propose                     in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
GET    /admin/dossiers/<uuid:dossier_id>/transfer/<uuid:assignment_id>  in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/dossiers/<uuid:dossier_id>/transfer/<uuid:assignment_id>  in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
# A reason is missing; without a grant there is nothing to read
GET    /admin/dossiers/<uuid:dossier_id>/glass                       in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/dossiers/<uuid:dossier_id>/glass                       in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
GET    /admin/dossiers/<uuid:dossier_id>/glass/documents             in   in | 404 404 | 404 404 404 404 404 |  in | 403 404
GET    /admin/dossiers/<uuid:dossier_id>/glass/messages              in   in | 404 404 | 404 404 404 404 404 |  in | 403 404
POST   /admin/dossiers/<uuid:dossier_id>/glass/end                   in   in | 404 404 | 404 404 404 404 404 |  in | 403 404
# Without a tick, back to the list
GET    /admin/dossiers/bulk                                          in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/dossiers/bulk                                          in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
GET    /admin/professionals/                                         in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/professionals/<uuid:user_id>                           in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/professionals/<uuid:user_id>/withdraw                  in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
GET    /admin/moderation/                                                    in   in | 404 404 | 404 404 404 404 404 |  in | 200 200
GET    /admin/moderation/<uuid:case_id>                                      in   in | 404 404 | 404 404 404 404 404 |  in | 200 200
POST   /admin/moderation/next                                                in   in | 404 404 | 404 404 404 404 404 |  in | 303 303
POST   /admin/moderation/<uuid:case_id>/take                                 in   in | 404 404 | 404 404 404 404 404 |  in | 303 303
POST   /admin/moderation/<uuid:case_id>/give-back                            in   in | 404 404 | 404 404 404 404 404 |  in | 303 303
POST   /admin/moderation/<uuid:case_id>/undo                                 in   in | 404 404 | 404 404 404 404 404 |  in | 409 409
POST   /admin/moderation/<uuid:case_id>/decide                               in   in | 404 404 | 404 404 404 404 404 |  in | 303 303
GET    /admin/validations/                                                  in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/validations/<uuid:credential_id>                              in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/validations/<uuid:credential_id>/proofs/<uuid:proof_id>/<int:number>.webp  in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/validations/<uuid:credential_id>/take                         in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/validations/<uuid:credential_id>/letter                       in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/validations/<uuid:credential_id>/ask                          in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/validations/<uuid:credential_id>/stop-waiting                 in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/validations/<uuid:credential_id>/give-back                    in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/validations/<uuid:credential_id>/register                     in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/validations/<uuid:credential_id>/code                         in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/validations/<uuid:credential_id>/approve                      in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/validations/<uuid:credential_id>/reject                       in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/validations/<uuid:credential_id>/suspend                      in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/validations/<uuid:credential_id>/settle                       in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
GET    /admin/rescues/                                               in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/rescues/<uuid:rescue_id>/accept                        in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/rescues/<uuid:rescue_id>/refuse                        in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/rescues/<uuid:rescue_id>/complete                      in   in | 404 404 | 404 404 404 404 404 |  in | 403 409
GET    /admin/catalogue/                                             in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/catalogue/export.json                                  in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/catalogue/import                                       in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
# No file
POST   /admin/catalogue/import                                       in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/catalogue/import/take                                  in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
GET    /admin/catalogue/templates/<uuid:template_id>                 in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/catalogue/templates/<uuid:template_id>/preview         in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/catalogue/templates/<uuid:template_id>/draft           in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
# Published already
POST   /admin/catalogue/templates/<uuid:template_id>/change          in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/catalogue/templates/<uuid:template_id>/discard         in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/catalogue/templates/<uuid:template_id>/publish         in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/catalogue/types/<uuid:type_id>/publish                 in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/catalogue/fees/<uuid:fee_id>/publish                   in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/catalogue/reasons/<uuid:reason_id>/publish             in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
# Without a draft
POST   /admin/catalogue/types/<uuid:type_id>/discard                 in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/catalogue/fees/<uuid:fee_id>/discard                   in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/catalogue/reasons/<uuid:reason_id>/discard             in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/catalogue/types/<uuid:type_id>/verified                  in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
POST   /admin/catalogue/fees/<uuid:fee_id>/verified                  in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
GET    /admin/audit/                                                 in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/audit/<uuid:event_id>                                  in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/audit/export.csv                                       in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/watch-rules/                                           in   in | 404 404 | 404 404 404 404 404 |  in | 200 200
POST   /admin/watch-rules/try                                        in   in | 404 404 | 404 404 404 404 404 |  in | 422 422
GET    /admin/watch-rules/new                                        in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/watch-rules/new                                        in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
GET    /admin/watch-rules/<uuid:rule_id>                             in   in | 404 404 | 404 404 404 404 404 |  in | 200 200
POST   /admin/watch-rules/<uuid:rule_id>                             in   in | 404 404 | 404 404 404 404 404 |  in | 403 409
POST   /admin/watch-rules/hits/<uuid:hit_id>                         in   in | 404 404 | 404 404 404 404 404 |  in | 303 303
GET    /admin/resources/                                             in   in | 404 404 | 404 404 404 404 404 |  in | 200 200
GET    /admin/resources/new                                          in   in | 404 404 | 404 404 404 404 404 |  in | 200 200
POST   /admin/resources/new                                          in   in | 404 404 | 404 404 404 404 404 |  in | 422 422
GET    /admin/resources/<uuid:resource_id>                           in   in | 404 404 | 404 404 404 404 404 |  in | 200 200
POST   /admin/resources/<uuid:resource_id>                           in   in | 404 404 | 404 404 404 404 404 |  in | 422 422
POST   /admin/resources/<uuid:resource_id>/publish                   in   in | 404 404 | 404 404 404 404 404 |  in | 422 422
POST   /admin/resources/<uuid:resource_id>/retire                    in   in | 404 404 | 404 404 404 404 404 |  in | 422 422
POST   /admin/resources/<uuid:resource_id>/confirm                   in   in | 404 404 | 404 404 404 404 404 |  in | 422 422
GET    /admin/announcements/                                         in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/announcements/new                                      in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/announcements/new                                      in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
GET    /admin/announcements/<uuid:announcement_id>                   in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/announcements/<uuid:announcement_id>                   in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/announcements/<uuid:announcement_id>/withdraw          in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
GET    /admin/legal/                                                in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/legal/draft                                           in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
GET    /admin/legal/<uuid:text_id>                                  in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/legal/<uuid:text_id>                                  in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/legal/<uuid:text_id>/publish                          in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/legal/<uuid:text_id>/discard                          in   in | 404 404 | 404 404 404 404 404 |  in | 403 303
GET    /admin/analytics/                                             in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/analytics/export.csv                                   in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/analytics/export.xlsx                                  in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/mails/                                                 in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/mails/<uuid:mail_id>                                   in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
# It still waits
POST   /admin/mails/<uuid:mail_id>/resend                            in   in | 404 404 | 404 404 404 404 404 |  in | 403 409
POST   /admin/mails/export.csv                                       in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/health/                                                in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
GET    /admin/jobs/                                                  in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
# Nothing is ticked
POST   /admin/jobs/retry                                             in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
POST   /admin/jobs/leave                                             in   in | 404 404 | 404 404 404 404 404 |  in | 403 422
GET    /admin/settings/                                              in   in | 404 404 | 404 404 404 404 404 |  in | 403 200
POST   /admin/settings/switches/<slug>                               in   in | 404 404 | 404 404 404 404 404 |  in | 403 422

# Programs: sign-up and sign-in are open, everything else needs a token that is good now
POST   /api/auth/register                                           201  201 | 201 201 | 201 201 201 201 201 | 201 | 201 201
POST   /api/auth/verify-email                                       422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /api/auth/resend-code                                        202  202 | 202 202 | 202 202 202 202 202 | 202 | 202 202
POST   /api/auth/login                                              401  401 | 401 401 | 401 401 401 401 401 | 401 | 401 401
POST   /api/auth/mfa                                                401  401 | 401 401 | 401 401 401 401 401 | 401 | 401 401
POST   /api/auth/refresh                                            401  401 | 401 401 | 401 401 401 401 401 | 401 | 401 401
POST   /api/auth/forgot-password                                    202  202 | 202 202 | 202 202 202 202 202 | 202 | 202 202
POST   /api/auth/reset-password                                     422  422 | 422 422 | 422 422 422 422 422 | 422 | 422 422
POST   /api/auth/confirm                                            401  401 | 204 204 | 204 204 204 204 204 | 401 | 204 204
POST   /api/auth/logout                                             401  401 | 204 204 | 204 204 204 204 204 | 401 | 204 204
GET    /api/docs                                                    200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
GET    /api/openapi.json                                            200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
GET    /api/templates                                               200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
GET    /api/fees                                                    200  200 | 200 200 | 200 200 200 200 200 | 200 | 200 200
GET    /api/users/me                                                401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
PATCH  /api/users/me                                                401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
DELETE /api/users/me                                                401  401 | 422 422 | 422 422 422 422 422 | 401 | 422 422
POST   /api/users/me/export                                         401  401 | 202 202 | 202 202 202 202 202 | 401 | 202 202
GET    /api/users/me/exports/<uuid:export_id>                       401  401 | 200 404 | 404 404 404 404 404 | 401 | 404 404
GET    /api/users/me/exports/<uuid:export_id>/file                  401  401 | 302 404 | 404 404 404 404 404 | 401 | 404 404
PUT    /api/users/me/password                                       401  401 | 422 422 | 422 422 422 422 422 | 401 | 422 422
PUT    /api/users/me/avatar                                         401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
DELETE /api/users/me/avatar                                         401  401 | 204 204 | 204 204 204 204 204 | 401 | 204 204
GET    /api/users/<uuid:user_id>/avatar/<uuid:avatar_id>/<int:side>.webp   401  401 | 302 302 | 302 302 302 302 302 | 401 | 302 302
GET    /api/users/me/preferences                                    401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
PUT    /api/users/me/preferences                                    401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
GET    /api/users/me/sessions                                       401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
DELETE /api/users/me/sessions/<uuid:session_id>                     401  401 | 204 404 | 404 404 404 404 404 | 401 | 404 404
# In the queue it is not changed any more; a wrong code
GET    /api/users/me/credentials                                            401  401 | 403 403 | 200 200 200 200 200 | 401 | 403 403
POST   /api/users/me/credentials                                            401  401 | 403 403 | 201 201 201 201 201 | 401 | 403 403
GET    /api/users/me/credentials/<uuid:credential_id>                       401  401 | 404 404 | 404 404 404 404 200 | 401 | 404 200
PUT    /api/users/me/credentials/<uuid:credential_id>                       401  401 | 404 404 | 404 404 404 404 409 | 401 | 404 403
POST   /api/users/me/credentials/<uuid:credential_id>/submit                401  401 | 404 404 | 404 404 404 404 200 | 401 | 404 403
POST   /api/users/me/credentials/<uuid:credential_id>/contact               401  401 | 404 404 | 404 404 404 404 422 | 401 | 404 403
POST   /api/users/me/credentials/<uuid:credential_id>/proofs                401  401 | 404 404 | 404 404 404 404 201 | 401 | 404 403
GET    /api/proofs/<uuid:proof_id>/download                                 401  401 | 404 404 | 404 404 404 404 302 | 401 | 404 302
GET    /api/admin/analytics                                                 401  401 | 403 403 | 403 403 403 403 403 | 401 | 403 200
GET    /api/admin/users                                                     401  401 | 404 404 | 404 404 404 404 404 | 401 | 403 200
POST   /api/admin/users                                                     401  401 | 404 404 | 404 404 404 404 404 | 401 | 403 201
PATCH  /api/admin/users/<uuid:user_id>                                      401  401 | 404 404 | 404 404 404 404 404 | 401 | 403 200
PUT    /api/admin/users/<uuid:user_id>/status                               401  401 | 404 404 | 404 404 404 404 404 | 401 | 200 200
GET    /api/admin/audit                                                     401  401 | 403 403 | 403 403 403 403 403 | 401 | 403 200
POST   /api/reports                                                     401  401 | 201 201 | 403 201 201 201 201 | 401 | 201 201
GET    /api/admin/moderation                                            401  401 | 403 403 | 403 403 403 403 403 | 401 | 200 200
POST   /api/admin/moderation/<uuid:case_id>/claim                       401  401 | 404 404 | 404 404 404 404 404 | 401 | 200 200
POST   /api/admin/moderation/<uuid:case_id>/decide                      401  401 | 404 404 | 404 404 404 404 404 | 401 | 200 200
GET    /api/admin/validations                                               401  401 | 403 403 | 403 403 403 403 403 | 401 | 403 200
POST   /api/admin/validations/<uuid:credential_id>/approve                  401  401 | 404 404 | 404 404 404 404 403 | 401 | 404 200
POST   /api/admin/validations/<uuid:credential_id>/reject                   401  401 | 404 404 | 404 404 404 404 403 | 401 | 404 200
GET    /api/users/<uuid:user_id>                                    401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
GET    /api/dashboard                                               401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
GET    /api/professionals                                           401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
GET    /api/professionals/<uuid:professional_id>                    401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
POST   /api/professionals/<uuid:professional_id>/contact-requests   401  401 | 409 201 | 403 403 403 403 403 | 401 | 403 403
GET    /api/contact-requests                                        401  401 | 200 200 | 200 200 200 200 200 | 401 | 403 403
GET    /api/contact-requests/<uuid:request_id>                      401  401 | 200 404 | 200 404 404 404 404 | 401 | 404 404
POST   /api/contact-requests/<uuid:request_id>/accept               401  401 | 403 404 | 200 404 404 404 404 | 401 | 404 404
POST   /api/contact-requests/<uuid:request_id>/decline              401  401 | 403 404 | 200 404 404 404 404 | 401 | 404 404
GET    /api/notifications                                           401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
PUT    /api/notifications/read                                      401  401 | 204 204 | 204 204 204 204 204 | 401 | 204 204
PUT    /api/notifications/<uuid:notification_id>/read               401  401 | 204 404 | 404 404 404 404 404 | 401 | 404 404

GET    /api/dossiers                                                401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
POST   /api/dossiers                                                401  401 | 201 201 | 403 403 403 403 403 | 401 | 403 403
GET    /api/dossiers/<uuid:dossier_id>                              401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 200
PATCH  /api/dossiers/<uuid:dossier_id>                              401  401 | 200 404 | 403 403 404 404 404 | 401 | 404 403
# It holds a document: nobody deletes it, and only its owner is told why
DELETE /api/dossiers/<uuid:dossier_id>                              401  401 | 409 404 | 403 403 404 404 404 | 401 | 404 403
GET    /api/invitations                                             401  401 | 403 403 | 200 200 200 200 403 | 401 | 403 403
POST   /api/invitations                                             401  401 | 403 403 | 201 201 201 201 403 | 401 | 403 403
GET    /api/invitations/<uuid:invitation_id>                        401  401 | 404 404 | 200 404 404 404 404 | 401 | 404 404
POST   /api/invitations/<uuid:invitation_id>/send                   401  401 | 404 404 | 409 404 404 404 404 | 401 | 404 404
POST   /api/invitations/<uuid:invitation_id>/withdraw               401  401 | 404 404 | 200 404 404 404 404 | 401 | 404 404
GET    /api/dossiers/<uuid:dossier_id>/answers                      401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 403
PUT    /api/dossiers/<uuid:dossier_id>/answers                      401  401 | 200 404 | 403 403 404 404 404 | 401 | 404 403
POST   /api/dossiers/<uuid:dossier_id>/archive                      401  401 | 200 404 | 403 403 404 404 404 | 401 | 404 403
POST   /api/dossiers/<uuid:dossier_id>/reopen                       401  401 | 200 404 | 403 403 404 404 404 | 401 | 404 403
POST   /api/dossiers/<uuid:dossier_id>/stage                        401  401 | 403 404 | 200 200 404 404 404 | 401 | 404 403
GET    /api/dossiers/<uuid:dossier_id>/history                      401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 200
# Those who accompany it write prices, each their own; its candidate accepts, and pays
GET    /api/dossiers/<uuid:dossier_id>/messages                     401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 403
POST   /api/dossiers/<uuid:dossier_id>/messages                     401  401 | 201 404 | 201 201 404 404 404 | 401 | 404 403
GET    /api/messages/files/<uuid:file_id>/download                  401  401 | 302 404 | 302 302 404 404 404 | 401 | 404 403
PUT    /api/messages/<uuid:message_id>/read                         401  401 | 204 404 | 204 204 404 404 404 | 401 | 404 403
DELETE /api/messages/<uuid:message_id>                              401  401 | 403 404 | 204 403 404 404 404 | 401 | 404 403
# What members write
GET    /api/posts                                                    401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
POST   /api/posts                                                    401  401 | 403 403 | 201 201 201 201 403 | 401 | 201 201
GET    /api/posts/<uuid:post_id>                                     401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
PATCH  /api/posts/<uuid:post_id>                                     401  401 | 403 403 | 200 403 403 403 403 | 401 | 403 403
DELETE /api/posts/<uuid:post_id>                                     401  401 | 403 403 | 204 403 403 403 403 | 401 | 403 403
PUT    /api/posts/<uuid:post_id>/like                                401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
DELETE /api/posts/<uuid:post_id>/like                                401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
PUT    /api/posts/<uuid:post_id>/bookmark                            401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
DELETE /api/posts/<uuid:post_id>/bookmark                            401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
GET    /api/posts/<uuid:post_id>/comments                            401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
POST   /api/posts/<uuid:post_id>/comments                            401  401 | 201 201 | 201 201 201 201 201 | 401 | 201 201
GET    /api/comments/<uuid:comment_id>                               401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
PATCH  /api/comments/<uuid:comment_id>                               401  401 | 200 403 | 403 403 403 403 403 | 401 | 403 403
DELETE /api/comments/<uuid:comment_id>                               401  401 | 204 403 | 403 403 403 403 403 | 401 | 204 204
GET    /api/resources                                                401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
GET    /api/resources/<uuid:resource_id>                             401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
GET    /api/tags                                                     401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
PUT    /api/tags/<slug>/follow                                       401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
PUT    /api/users/<uuid:user_id>/follow                              401  401 | 403 403 | 403 403 403 403 403 | 401 | 403 403
PUT    /api/tags/<slug>/mute                                         401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
PUT    /api/users/<uuid:user_id>/mute                                401  401 | 204 204 | 204 204 204 204 403 | 401 | 204 204
DELETE /api/tags/<slug>/follow                                       401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
DELETE /api/users/<uuid:user_id>/follow                              401  401 | 204 204 | 204 204 204 204 403 | 401 | 204 204
DELETE /api/tags/<slug>/mute                                         401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
DELETE /api/users/<uuid:user_id>/mute                                401  401 | 204 204 | 204 204 204 204 403 | 401 | 204 204
GET    /api/users/me/following                                       401  401 | 200 200 | 200 200 200 200 200 | 401 | 200 200
# Those who accompany it read all notes, and change their own; for its candidate there are none
GET    /api/dossiers/<uuid:dossier_id>/notes                         401  401 | 404 404 | 200 200 404 404 404 | 401 | 404 403
POST   /api/dossiers/<uuid:dossier_id>/notes                         401  401 | 404 404 | 201 201 404 404 404 | 401 | 404 403
PATCH  /api/notes/<uuid:note_id>                                     401  401 | 404 404 | 200 403 404 404 404 | 401 | 404 403
DELETE /api/notes/<uuid:note_id>                                     401  401 | 404 404 | 204 403 404 404 404 | 401 | 404 403
GET    /api/dossiers/<uuid:dossier_id>/steps                         401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 200
POST   /api/dossiers/<uuid:dossier_id>/steps                         401  401 | 201 404 | 201 201 404 404 404 | 401 | 404 403
PATCH  /api/steps/<uuid:step_id>                                     401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 403
DELETE /api/steps/<uuid:step_id>                                     401  401 | 403 404 | 204 204 404 404 404 | 401 | 404 403
GET    /api/dossiers/<uuid:dossier_id>/budget                       401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 200
POST   /api/dossiers/<uuid:dossier_id>/budget/lines                 401  401 | 403 404 | 201 201 404 404 404 | 401 | 404 403
PATCH  /api/dossiers/<uuid:dossier_id>/budget/lines/<uuid:line_id>  401  401 | 403 404 | 200 403 404 404 404 | 401 | 404 403
DELETE /api/dossiers/<uuid:dossier_id>/budget/lines/<uuid:line_id>  401  401 | 403 404 | 204 403 404 404 404 | 401 | 404 403
POST   /api/dossiers/<uuid:dossier_id>/budget/quotes                401  401 | 403 404 | 201 201 404 404 404 | 401 | 404 403
POST   /api/dossiers/<uuid:dossier_id>/budget/quotes/<int:number>/accept  401  401 | 200 404 | 403 403 404 404 404 | 401 | 404 403
POST   /api/dossiers/<uuid:dossier_id>/budget/payments              401  401 | 201 404 | 201 201 404 404 404 | 401 | 404 403
POST   /api/dossiers/<uuid:dossier_id>/budget/payments/<uuid:payment_id>/reverse  401  401 | 201 404 | 201 201 404 404 404 | 401 | 404 403
GET    /api/dossiers/<uuid:dossier_id>/export                       401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 403
GET    /api/dossiers/<uuid:dossier_id>/assignments                  401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 200
POST   /api/dossiers/<uuid:dossier_id>/assignments                  401  401 | 201 404 | 403 403 404 404 404 | 401 | 404 201
DELETE /api/dossiers/<uuid:dossier_id>/assignments/<uuid:assignment_id>  401  401 | 204 404 | 204 403 404 404 404 | 401 | 404 204
POST   /api/assignments/<uuid:assignment_id>/accept                 401  401 | 403 404 | 200 403 404 404 404 | 401 | 404 403
POST   /api/assignments/<uuid:assignment_id>/refuse                 401  401 | 403 404 | 200 403 404 404 404 | 401 | 404 403
GET    /api/dossiers/<uuid:dossier_id>/suggestions                  401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 200
POST   /api/dossiers/<uuid:dossier_id>/suggestions                  401  401 | 403 404 | 201 201 404 404 404 | 401 | 404 403
POST   /api/suggestions/<uuid:assignment_id>/agree                  401  401 | 200 404 | 403 403 404 404 404 | 401 | 404 403
GET    /api/dossiers/<uuid:dossier_id>/documents                    401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 200
POST   /api/dossiers/<uuid:dossier_id>/documents                    401  401 | 201 404 | 403 403 404 404 404 | 401 | 404 403
POST   /api/documents                                               401  401 | 201 404 | 403 403 404 404 404 | 401 | 404 403
GET    /api/documents/<uuid:document_id>                            401  401 | 200 404 | 200 200 404 404 404 | 401 | 404 403
GET    /api/documents/<uuid:document_id>/download                   401  401 | 302 404 | 302 302 404 404 404 | 401 | 404 403
DELETE /api/documents/<uuid:document_id>                            401  401 | 204 404 | 403 403 404 404 404 | 401 | 404 403
PUT    /api/requirements/<uuid:requirement_id>/excuse               401  401 | 409 404 | 403 403 404 404 404 | 401 | 404 403
DELETE /api/requirements/<uuid:requirement_id>/excuse               401  401 | 200 404 | 403 403 404 404 404 | 401 | 404 403
PUT    /api/requirements/<uuid:requirement_id>/waiver               401  401 | 403 404 | 200 403 404 404 404 | 401 | 404 403
DELETE /api/requirements/<uuid:requirement_id>/waiver               401  401 | 403 404 | 200 403 404 404 404 | 401 | 404 403
POST   /api/requirements/<uuid:requirement_id>/insist               401  401 | 403 404 | 409 403 404 404 404 | 401 | 404 403
PUT    /api/requirements/<uuid:requirement_id>/files                401  401 | 403 404 | 200 403 404 404 404 | 401 | 404 403
PATCH  /api/documents/<uuid:document_id>                            401  401 | 200 404 | 200 403 404 404 404 | 401 | 404 403
PUT    /api/documents/<uuid:document_id>/status                     401  401 | 403 404 | 200 403 404 404 404 | 401 | 404 403
POST   /api/documents/uploads                                       401  401 | 201 404 | 403 403 404 404 404 | 401 | 404 403
GET    /api/documents/uploads/<uuid:upload_id>                      401  401 | 200 404 | 403 403 404 404 404 | 401 | 404 403
# Nothing of it has arrived yet
POST   /api/documents/uploads/<uuid:upload_id>/complete             401  401 | 422 404 | 403 403 404 404 404 | 401 | 404 403
DELETE /api/documents/uploads/<uuid:upload_id>                      401  401 | 204 404 | 403 403 404 404 404 | 401 | 404 403
"""
