"""Every permission of the product: one name, one sentence. The rules are in each ``policy.py``."""

from enum import StrEnum


class Permission(StrEnum):
    """What may be asked of the engine."""

    # Accounts
    ACCOUNT_SELF = "account.self"  # see and change one's own account
    SESSION_PROVE = "session.prove"  # show again that one is who one is
    SESSION_CLOSE = "session.close"  # end the sign-in one came with
    FACTOR_MANAGE = "factor.manage"  # see and change one's own second factors
    FACTOR_RESCUE = "factor.rescue"  # remove the factors of somebody who lost them
    LANGUAGE_CHOOSE = "language.choose"  # choose the language in which one reads
    SESSION_END = "session.end"  # sign out one of one's own browsers or programs
    EXPORT_READ = "export.read"  # see and take away a copy of one's own data
    ACCOUNT_ERASE = "account.erase"  # erase an account whose owner's time to come back is over
    ACCOUNT_KNOW = "account.know"  # read the team's page about somebody
    ACCOUNT_MANAGE = "account.manage"  # list, invite, edit people; say who is of the team
    ACCOUNT_SUSPEND = "account.suspend"  # close the account of somebody else, and open it again
    PROFILE_READ = "profile.read"  # see what is public of a person
    CONSENT_GIVE = "consent.give"  # agree to one of the purposes
    CONSENT_WITHDRAW = "consent.withdraw"  # agree to it no longer
    PICTURE_SEE = "picture.see"  # see the picture of a person whose face one is shown
    DASHBOARD_SEE = "dashboard.see"  # open one's dashboard
    STAFF_INVITE = "staff.invite"  # make accounts from the command line: staff, demo people
    NOTIFICATION_LIST = "notification.list"  # read one's own notifications
    NOTIFICATION_READ = "notification.read"  # mark one of one's notifications as read
    NOTIFICATION_PREFER = "notification.prefer"  # choose what one is told, and how
    NOTIFICATION_STOP = "notification.stop"  # stop letters to a person

    # Dossiers
    DOSSIER_LIST = "dossier.list"  # list the dossiers one may see
    DOSSIER_CREATE = "dossier.create"  # open a dossier of one's own
    DOSSIER_READ = "dossier.read"  # know that this dossier exists and see its facts
    DOSSIER_EDIT = "dossier.edit"  # change its title, description, planned date
    DOSSIER_ARCHIVE = "dossier.archive"  # archive and reopen it
    DOSSIER_DELETE = "dossier.delete"  # delete a dossier that is still empty
    DOSSIER_STAGE = "dossier.stage"  # move it one stage
    ANSWER_READ = "answer.read"  # read what the candidate answered about their situation
    HISTORY_READ = "history.read"  # read the journal of a dossier
    DOSSIER_EXPORT = "dossier.export"  # take a dossier away, its files with it
    JOURNAL_EXPORT = "journal.export"  # take the journal of a dossier away as a file
    INVITATION_SEND = "invitation.send"  # invite a prospect to open a dossier; list one's own
    INVITATION_MANAGE = (
        "invitation.manage"  # see one of one's invitations, send it again, withdraw it
    )
    ASSIGNMENT_LIST = "assignment.list"  # see who is assigned
    ASSIGNMENT_MAKE = "assignment.make"  # ask for (candidate) or propose (admin) a professional
    ASSIGNMENT_ANSWER = "assignment.answer"  # accept or refuse an assignment made to oneself
    COLLEAGUE_SUGGEST = "colleague.suggest"  # suggest a colleague for a dossier one accompanies
    SUGGESTION_ANSWER = "suggestion.answer"  # agree that a suggested colleague be asked
    ASSIGNMENT_END = "assignment.end"  # end an assignment

    MESSAGE_READ = "message.read"  # read the conversation of a dossier
    MESSAGE_SEND = "message.send"  # write in it
    MESSAGE_FILE_OPEN = "message.file_open"  # open a file that was sent with a message
    CANNED_KEEP = "canned.keep"  # keep texts of one's own to begin messages with; list one's own
    CANNED_EDIT = "canned.edit"  # see, change, remove one of them
    CASELOAD_KEEP = "caseload.keep"  # order one's own clients: keep tags and views; list one's own
    TAG_EDIT = "tag.edit"  # see, change, remove one of one's own tags
    VIEW_EDIT = "view.edit"  # rename, remove one of one's own saved views
    CASE_KEEP = "case.keep"  # order one dossier among one's own clients: say its tags, set it aside
    MESSAGE_WITHDRAW = "message.withdraw"  # take back what one has just written

    NOTE_KNOW = "note.know"  # know that a dossier has internal notes
    NOTE_READ = "note.read"  # read the internal notes of a dossier
    NOTE_WRITE = "note.write"  # write one
    NOTE_CHANGE = "note.change"  # change or delete one of one's own
    STEP_ADD = "step.add"  # add a step to a dossier
    STEP_CHANGE = "step.change"  # change, hold, date or remove a step
    STEP_COMPLETE = "step.complete"  # say that a step is done, or is not

    BUDGET_READ = "budget.read"  # read what a dossier costs, what was agreed and paid
    BUDGET_MANAGE = "budget.manage"  # add, change, remove a line; propose a quote
    QUOTE_ACCEPT = "quote.accept"  # accept a version of the quote
    PAYMENT_RECORD = "payment.record"  # record a payment of a line
    PAYMENT_REVERSE = "payment.reverse"  # take a recorded payment back

    FEED_KEEP = "feed.keep"  # make, renew, revoke the address of one's deadlines for calendars

    # Documents
    DOCUMENT_LIST = "document.list"  # list requirements and versions of a dossier
    REVIEW_QUEUE = "review.queue"  # list the versions that wait for one's own decision
    DOCUMENT_ADD = "document.add"  # send a version for a requirement
    DOCUMENT_READ = "document.read"  # see the facts of one version
    DOCUMENT_OPEN = "document.open"  # open the file itself, in preview or download
    DOCUMENT_DELETE = "document.delete"  # take back a version nobody has decided on
    DOCUMENT_GRANT = "document.grant"  # let a version serve another dossier of one's own
    VAULT_SEE = "vault.see"  # see what one gave, and where it serves
    DOCUMENT_DESCRIBE = "document.describe"  # say its dates and whether it needs a translation
    REQUIREMENT_WAIVE = "requirement.waive"  # do without a document, or insist; say how many files
    DOCUMENT_REVIEW = "document.review"  # validate or reject a version

    # Professionals
    PRACTICE_EDIT = "practice.edit"  # say what one offers as a professional
    PROFESSIONAL_VERIFY = "professional.verify"  # withdraw all that was checked of a professional
    CREDENTIAL_DECLARE = "credential.declare"  # declare a licence of one's own, and list one's own
    CREDENTIAL_READ = "credential.read"  # know of this credential, its proofs and its history
    CREDENTIAL_EDIT = (
        "credential.edit"  # change it, support it with files, submit it, prove contact
    )
    CREDENTIAL_QUEUE = "credential.queue"  # list the credentials of everybody
    CREDENTIAL_CHECK = "credential.check"  # take it in review, copy the register, send the code
    CREDENTIAL_DECIDE = "credential.decide"  # approve, refuse, suspend; settle who holds a number
    CREDENTIAL_EXPIRE = "credential.expire"  # note that a licence has come to its last day
    PROOF_OPEN = "proof.open"  # open a file that supports a credential
    CONTACT_ASK = "contact.ask"  # write to a verified professional
    CONTACT_LIST = "contact.list"  # list the contact requests one wrote or received
    CONTACT_READ = "contact.read"  # know of this contact request
    CONTACT_ANSWER = "contact.answer"  # accept or decline it
    OFFER_ANSWER = "offer.answer"  # answer a professional who offers to accompany one
    DIRECTORY_READ = "directory.read"  # find verified professionals and read what they show

    # Inside
    INSIDE_READ = "inside.read"  # read what members write, and find it again
    RESOURCE_READ = "resource.read"  # read guides, courses and checklists of the team
    RESOURCE_PROGRESS = "resource.progress"  # keep which lessons of a course one has done
    POST_READ = "post.read"  # read this post
    POST_WRITE = "post.write"  # write a post: keep a draft of it, publish it
    POST_EDIT = "post.edit"  # change a post of one's own
    POST_DELETE = "post.delete"  # delete a post of one's own
    POST_REACT = "post.react"  # say thank you for it, keep it
    TOPIC_FOLLOW = "topic.follow"  # follow a tag, or mute it
    MEMBER_FOLLOW = "member.follow"  # follow what somebody writes
    MEMBER_MUTE = "member.mute"  # leave what somebody writes out of one's feeds
    POST_HISTORY = "post.history"  # read how a post read before it was changed
    COMMENT_WRITE = "comment.write"  # answer a post, or a comment on it
    COMMENT_READ = "comment.read"  # know of this comment
    COMMENT_EDIT = "comment.edit"  # change a comment of one's own
    COMMENT_DELETE = "comment.delete"  # take a comment back
    COMMENT_MODERATE = "comment.moderate"  # let a comment be read that waited
    POST_MODERATE = "post.moderate"  # let a post be read, or take it away

    # Moderation
    REPORT_MAKE = "report.make"  # report what somebody wrote
    CASE_LIST = "case.list"  # read the queue of what was reported or held
    CASE_JUDGE = "case.judge"  # take one of it in hand, decide it, take that back
    SANCTION_READ = "sanction.read"  # read what the team decided of somebody

    # Back office
    DESK_ENTER = "desk.enter"  # enter the back office
    DESK_USERS = "desk.users"  # read the list of people
    DESK_ASSIGN = "desk.assign"  # assign professionals to dossiers
    DESK_DOSSIERS = "desk.dossiers"  # find dossiers, nothing of what is in them
    GLASS_BREAK = (
        "glass.break"  # look into a dossier for 15 minutes, with a reason its candidate is told
    )
    GLASS_READ = "glass.read"  # read the list of documents and the conversation under it
    AUDIT_READ = "audit.read"  # search the audit log, and take what was found away
    ANALYTICS_READ = "analytics.read"  # read the figures of the service
    ANNOUNCEMENT_MANAGE = "announcement.manage"  # tell everybody, or a role, something for a while
    RESOURCE_MANAGE = "resource.manage"  # write, publish, check and retire what the library holds
    LEGAL_MANAGE = "legal.manage"  # write and publish the terms and the privacy policy
    ANNOUNCEMENT_DISMISS = "announcement.dismiss"  # put an announcement aside
    DESK_MAILS = "desk.mails"  # see which mails left for whom, and what became of them
    MAIL_RESEND = "mail.resend"  # have a mail leave again
    DESK_HEALTH = "desk.health"  # see whether the parts of the house work
    DESK_JOBS = "desk.jobs"  # see which work is late or failed, and what the clock does
    JOBS_HANDLE = "jobs.handle"  # have failed work tried again, or leave it for good
    WATCH_READ = "watch.read"  # read the rules by which fraud is recognised, try them, judge them
    WATCH_MANAGE = "watch.manage"  # write and change these rules
    SETTING_MANAGE = "setting.manage"  # see who may do what, and turn switches

    # The machine
    FILE_SCAN = "file.scan"  # record what the scanner said
    FILE_DRAW = "file.draw"  # record whether a file's pages can be shown
    CATALOGUE_PUBLISH = "catalogue.publish"  # draft and publish versions of templates
    ANALYTICS_COUNT = "analytics.count"  # count the days that are over
    CATALOGUE_SEED = "catalogue.seed"  # fill the catalogue from the product's own data
