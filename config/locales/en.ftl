## bot

bot-choose-language = Choose your language
bot-language-set = Language: English.
bot-never-asks = We never ask for your name, phone number, documents, location or money. If anyone does, it is not us.
bot-greeting =
    Hello! This is Khabar: news about Tajik labour migrants in Russia. Every figure stands beside its source.

    { bot-never-asks }
bot-newest = Our newest document: { $date }.
bot-nothing-yet = There are no documents yet. Please come back later.
bot-what-next = What would you like to see? Tap a button or type a question.
bot-group-greeting =
    Hello, everyone! This is Khabar: news about Tajik labour migrants in Russia. Every figure stands beside its source.
    In this group I answer commands, replies to my messages and messages that mention me by name; I ignore the rest. Only administrators can change the settings. If the group has topics, the news comes to the topic where /subscribe was typed.

    { bot-never-asks }

bot-button-subscribe = Subscribe
bot-button-unsubscribe = Unsubscribe
bot-button-digest = Latest news
bot-button-figures = Figures
bot-button-ask = Ask a question
bot-button-language = Language
bot-button-zone = Time zone
bot-button-daily = Every day
bot-button-weekly = Once a week
bot-button-topics = Topics
bot-button-sources = Sources
bot-button-back = ‹ Back
bot-button-chart = Chart
bot-button-copy = Copy
bot-button-more = More ›
bot-button-week = News of the week
bot-button-forget-yes = Yes, erase everything
bot-button-forget-no = No, keep it

bot-panel-on =
    You are subscribed.
    { $cadence ->
        [twice] { $which ->
            [all] News comes twice a day, at { $hours }
           *[some] News comes twice a day, { $days } at { $hours }
        }
       *[other] { $times ->
            [several] News comes { $days } at { $hours }, whichever comes first
           *[one] News comes { $days } at { $hours }
        }
    } ({ $zone } time).
bot-panel-off = You are not subscribed, so no news is sent. If you subscribe, it will come { $days } at { $hours } ({ $zone } time).
bot-panel-topics = Topics: { $topics }
bot-panel-links = { $links ->
        [on] Links: to all sources
       *[auto] Links: only safe ones. Where people may be punished over an outlet’s material, only its name is shown
    }
bot-panel-always = On a day without news: { $always ->
        [on] one line says so
       *[off] nothing is sent
    }
bot-all-topics = all
bot-ask-hour = At what hour should the news come? Tap a button or type an hour, for example: 7:00.
bot-ask-zone = News comes on { $zone } time. Which city’s time do you use? Tap a button, or type a city or a time difference, for example: UTC+5.
bot-city-unknown = I could not read that as a city. Type the nearest large one, for example: Moscow. Or the difference in time: UTC+3.
bot-hour-unknown = I could not read that as an hour. Type it like this: 7:00 or 19:00.
bot-hour-whole = News comes on the full hour, so: { $hour }.
bot-ask-topics = Which topics do you want? If you choose none, news comes on all of them.
bot-unsubscribed = You have unsubscribed, and no more news will come. You can come back at any time: /subscribe
bot-not-subscribed = You were not subscribed.

bot-digest-older = ‹ { $date }
bot-digest-newer = { $date } ›
bot-digest-older-plain = Earlier: { $date }
bot-digest-newer-plain = Later: { $date }
bot-digest-newest = Latest with news: { $date }
bot-digest-no-more = There is nothing more.
bot-digest-gone = That day is not in our archive.
bot-day-unread = I could not read that day. Type it like this: /digest { $example }
bot-figures-intro = Key figures by theme. Tap a theme, or type what you are looking for: /figures killed, /figures deported 2024
bot-figures-none = There are no figures yet.
bot-figure-gone = There is nothing on this figure yet.
bot-figure-unread = I found no figure by that name. Choose one:
bot-link-unread = There is nothing here at that link.
bot-sources-none = There are no sources yet.
bot-ask-how =
    Type your question in plain words, in Tajik, Russian or English. For example:
bot-ask-example-1 = How many people were killed at Crocus?
bot-ask-example-2 = How many foreigners did St Petersburg courts order expelled?
bot-ask-example-3 = How many people left for Russia in 2023?
bot-ask-example-4 = What did the Tajik embassy advise?
bot-offer-gone = This button is too old. Please type your question.
bot-button-gone = This button is old. Start again: /start

bot-button-wait = Tell me when you know
bot-wait-kept = All right. I will keep your question, encrypted, until { $date } at the latest, and look for an answer whenever something new comes in. Once I have one, I will send it to you and erase the question. To see what is kept, or to erase it: /mydata
bot-wait-already = This question is already kept. I will tell you when I know.
bot-wait-full = { $most ->
        [one] One question of yours is already waiting, and I keep only one at a time. You can erase it and ask again.
       *[other] { $most } questions of yours are already waiting, and I keep no more than that at a time. You can erase them and ask again.
    }
bot-wait-crowded = I cannot keep any more questions just now. Please ask again in a few days.
bot-wait-gone = I no longer remember this question: I forget questions after ten minutes. Please ask it again, then tap the button.
bot-wait-told = You asked me to tell you when this is known.
bot-wait-dropped = { $count ->
        [one] The question is erased, and I no longer look for its answer.
       *[other] The questions are erased, and I no longer look for their answers.
    }
bot-wait-none = No question of yours is kept.
bot-button-unwait = { $count ->
        [one] Erase the kept question
       *[other] Erase the { $count } kept questions
    }

bot-not-taken = I do not take messages like this and I do not open them. Please type your question.
bot-too-long = That message is too long. Please put your question in a sentence or two.
bot-too-fast = Too many messages at once. Please wait a minute.
bot-sorry = Sorry, something went wrong. Please try again later.
bot-withheld = The answer I found could not be confirmed from its sources, so I have not sent it.
bot-unknown-command = There is no such command. Here is what I can do: /help
bot-unknown-command-near = There is no such command. Did you mean /{ $near }? Everything I can do: /help
bot-admins-only = In a group only administrators can change this.
bot-not-anonymous = I cannot see who you are. Please send the command as yourself, not as the group.
bot-thread-closed = I can no longer write in the topic where the news used to come: it is closed or deleted. The news now comes here. An administrator can choose another topic by typing /subscribe in it.
bot-group-closed = I can no longer write in your group: the topic is closed, or I am not allowed to write there. I have stopped the group’s subscription. Once I can write there again, type /subscribe in the group.

## Groups: what those who run one are told

bot-button-open = Open the chat
bot-notice-thread = In your group I can no longer write in the topic where the news used to come: it is closed or deleted. The news now comes to General. To choose another topic, type /subscribe in it.
bot-notice-mute = Somebody asked me something in your group, but I am not allowed to write there. Please allow me to send messages, or remove me from the group.
bot-notice-photos = I am not allowed to send pictures in your group, so I describe charts in words. To see charts, allow me to send photos.
bot-notice-slow = Slow mode is on in your group, so my messages arrive late. If you make me an administrator, it will not delay them.
bot-photos-closed = I am not allowed to send pictures in this group, so I describe charts in words. An administrator can allow me to send photos.
bot-slow-here = Slow mode is on in this group, so my messages arrive late. If I am made an administrator, it will not delay them.
bot-button-channel-no = Not ours: leave the channel
bot-button-channel-off = Stop and leave
bot-field-notices = { $value ->
        [none] There were no problems to tell the administrators about.
       *[some] The administrators were told: { $value }.
    }
bot-told-thread = the topic is closed
bot-told-closed = I am not allowed to write here
bot-told-mute = I am not allowed to answer here
bot-told-photos = I am not allowed to send pictures
bot-told-slow = slow mode is on
bot-told-rights = I am not allowed to post
bot-told-outside = I am not in the channel

## Groups: said to many

bot-group-what-next = What would you like to see? Tap a button, or reply to this message with a question.
bot-group-ask-how =
    Reply to this message with a question, or type it after /ask, in Tajik, Russian or English. For example:
bot-group-offer-gone = This button is too old. Please type the question after /ask.
bot-group-panel-on =
    This group is subscribed.
    { $cadence ->
        [twice] { $which ->
            [all] News comes twice a day, at { $hours }
           *[some] News comes twice a day, { $days } at { $hours }
        }
       *[other] { $times ->
            [several] News comes { $days } at { $hours }, whichever comes first
           *[one] News comes { $days } at { $hours }
        }
    } ({ $zone } time).
bot-group-panel-off = This group is not subscribed, so no news is sent here. If an administrator subscribes it, news will come { $days } at { $hours } ({ $zone } time).
bot-group-ask-hour = At what hour should the news come to the group? Tap a button, or reply to this message with an hour, for example: 7:00.
bot-group-ask-zone = News comes on { $zone } time. Which city’s time should I use? Tap a button, or reply to this message with a city or a time difference, for example: UTC+5.
bot-group-ask-topics = Which topics does the group want? If none is chosen, news comes on all of them.
bot-group-city-unknown = I could not read that as a city. Reply to this message with the nearest large one, for example: Moscow. Or with a time difference: UTC+3.
bot-group-hour-unknown = I could not read that as an hour. Reply to this message like this: 7:00 or 19:00.
bot-group-unsubscribed = The group is now unsubscribed: no more news will come here. An administrator can subscribe it again at any time: /subscribe
bot-group-not-subscribed = The group was not subscribed.
bot-group-mydata-none = We keep nothing about this group.
bot-group-mydata-intro = This is everything that is kept about this group.
bot-group-mydata-outro =
    These are the group’s settings. I keep nothing about its members, not even the text of their questions.
    What is kept and why: /privacy
    An administrator can erase all of it: /forget
bot-group-forget-ask = The group’s subscription, its settings and all data about it will be erased. This cannot be undone. Erase everything?
bot-group-forgotten =
    Done. Everything about this group has been erased from the bot’s database.
    Backup copies, where there are any, keep the group’s number and settings until newer copies replace them.
    { $deleted ->
        [yes] My messages here from the last 48 hours are being deleted. Older ones stay in Telegram.
       *[no] The group’s history stays in Telegram.
    }
    To start again: /start
bot-group-help =
    <b>What I can do in a group</b>
    /digest – the latest news
    /figures – key figures and their history
    /ask – type your question after it; or reply to a message of mine, or mention me by name
    /sources – where the news comes from

    <b>Administrators only</b>
    /subscribe – news for this group, or for this topic in it
    /unsubscribe – stop the news
    /settings – what news comes, when and how
    /language – language
    /privacy, /mydata, /forget – what is kept about the group

    I ignore what members write to each other. In a private chat with me, each person has their own settings.
bot-group-subscribed-guess = I guessed the time zone ({ $zone }) from the language. If it is wrong for the group, an administrator can tap “Time zone”.
bot-group-ask-hours = Chosen: { $hours }. Tap an hour to add or remove it; { $most } at most. Or reply to this message with the hours, for example: 8 and 20.
bot-group-ask-days = News comes { $days }. Tap the days, or reply to this message with the days, for example: Monday and Thursday.
bot-group-ask-quiet = When should I not disturb the group? Tap a button, or reply to this message with the hours, for example: from 22 to 7.
bot-group-quiet-unknown = I could not read those hours. Reply to this message like this: from 22 to 7.
bot-group-ask-pause = How long should I send nothing to the group? Tap a button, or reply to this message, for example: two weeks. I will still answer questions.
bot-group-pause-unknown = I did not understand how long. Reply to this message like this: 3 days, a week, until 20 April.
bot-group-reads-set = The group also reads: { $languages }.
bot-group-ask-reads = Which other languages do people in the group read? News that we have only in one of them will come untranslated.
bot-group-reads-own = News comes only in this group’s language.
bot-group-button-reads-own = This group’s language only
bot-group-button-follows = Figures this group follows
bot-group-follows-none = This group follows no figures. An administrator can open one and tap “Follow”, or type /follow and what the figure is about.
bot-group-field-follows = { $value ->
    [none] This group follows no figures.
   *[some] Figures this group follows:
    }
bot-group-ask-without = Reply to this message with a word or a name, or several with commas between them: news that contains one of them will not come. At most { $most } words, each up to { $longest } characters long. To take a word off the list, tap its button.
bot-group-privacy =
    <b>What I keep about a group, and why</b>

    <b>As long as the group uses me:</b> its number, its language, everything chosen in its settings and, in a forum, the topic. Without these, no news could come here.
    <b>For 30 days:</b> which news was sent here, so that nothing comes twice.
    <b>For 90 days:</b> since when news has been sent here, so that a figure that was sent and turns out to be wrong is corrected here.
    <b>As long as a problem lasts:</b> that the administrators were told about it, so that they are told only once. I do not keep who they are.
    <b>For a moment:</b> a question put to me, until I answer it. For ten minutes I remember what each person is talking about with me, in memory only.

    <b>What I do not keep:</b> who is in the group, what its members write, and who asked what.

    <b>Who can see it:</b> whoever runs this bot can see the settings. Telegram sees this group: groups are not end-to-end encrypted.

    <b>How to erase it:</b> an administrator types /forget. When I am removed from the group, everything is erased at once. Old backup copies may hold the group’s number and settings until newer ones replace them.

    { bot-never-asks }
bot-group-field-chat_id = The number of this group is { $value }.
bot-group-field-lang = The group’s language: { $value }.
bot-group-field-active = { $value ->
        [yes] The group is subscribed: the news is sent automatically.
       *[no] The group is not subscribed: no news is sent automatically.
    }
bot-group-field-hours = The group’s time for news: { $value }.
bot-group-field-zone = The group’s time zone: { $value }.
bot-group-field-cadence = { $value ->
        [twice] The group gets the news twice a day.
        [weekly] The group gets the news once a week.
       *[daily] The group gets the news every day.
    }
bot-group-field-topics = { $value ->
        [all] The group gets the news on all topics.
       *[some] The group’s topics: { $value }.
    }
bot-group-field-links = { $value ->
        [all] Links to all sources are shown here.
       *[safe] Only safe links are shown here.
    }
bot-group-field-always = { $value ->
        [yes] On a day without news, one line says so.
       *[no] On a day without news, nothing is sent.
    }
bot-group-field-reads = { $value ->
        [own] The group reads no other languages.
        [none] No other languages are set for this group.
       *[some] The group also reads: { $value }.
    }
bot-group-field-days = { $value ->
        [all] The news may come on any day of the week.
       *[some] The group’s days for news: { $value }.
    }
bot-group-field-quiet = { $value ->
        [none] There are no quiet hours.
       *[some] Quiet hours: { $value }.
    }
bot-group-field-brief = { $value ->
        [yes] The news comes in short form.
       *[no] The news comes in full.
    }
bot-group-field-charts = { $value ->
        [yes] Charts come with the news of the week.
       *[no] No charts are sent.
    }
bot-group-field-without = { $value ->
        [none] The list of words to leave out is empty.
       *[some] News with these words is left out: { $value }.
    }
bot-group-field-received = { $value ->
        [none] No news has been sent here in the last 30 days.
       *[some] The news sent here in the last 30 days:
    }
bot-group-field-messages_under_way = { $value ->
        [0] No message is on its way to this group.
       *[other] Messages on their way to this group: { $value }.
    }
bot-group-field-questions = No questions are waiting for an answer: in a group I keep none.
bot-group-field-sent = { $value ->
        [0] I have no record of any message sent here.
       *[other] Messages that I sent here in the last 48 hours and can still delete: { $value }.
    }

## Channels

bot-channel-new = I have been made an administrator of the channel “{ $name }”. If it is ours, choose its language, and editions will be posted there. Until an editor chooses one, I will post nothing.
bot-channel-no-right = I am not allowed to post in the channel “{ $name }” yet. Give me the right to post messages, then choose its language again.
bot-channel-panel =
    { $name }
    Language of the editions: { $language }. { $cadence ->
        [weekly] They are posted once a week.
       *[daily] They are posted every day.
    }
    { $listed ->
        [yes] This channel is listed in KHABAR_CHANNELS; you can change this only there.
       *[no] You can change this with the buttons.
    }
bot-channel-gone = Nothing is posted in that channel any more.
bot-channel-left = Nothing is posted in that channel any more, and I have left it. To bring it back, make me an administrator there again.
bot-channel-missing = KHABAR_CHANNELS lists { $name }, but I cannot find that channel. Check its name, and make me an administrator there with the right to post messages.
bot-channel-rights = I am not allowed to post in one of the channels: I am not an administrator there, or I do not have the right to post messages. Once I have that right, the next edition will be posted.
bot-channel-outside = I was removed from one of the channels, or I am not in it yet. To have editions posted there, make me an administrator of that channel.
bot-channel-corrected = Corrected on { $date }.
bot-channel-withdrawn = This text has been withdrawn.
bot-channels-intro = Editions are posted in these channels. Tap one to see or change what is posted there. To add another, make @{ $bot } an administrator of it.
bot-channels-none = There are no channels yet. Make @{ $bot } an administrator of a channel, with the right to post messages, and I will ask here which language to use.

## bot: what is kept, and the rest

bot-mydata-none = We keep nothing about you.
bot-mydata-intro = This is everything that is kept about this chat.
bot-mydata-outro =
    I do not keep the text of your questions or of the posts you send me. The one exception is a question whose answer you asked me to send: it is kept encrypted, for 30 days at most.
    What is kept and why: /privacy
    To erase all of it: /forget
bot-received-daily = News of { $date }
bot-received-weekly = News of the week to { $date }
bot-received-in = { $news } ({ $chosen })
bot-at = { $date }, { $hour }
bot-forget-ask = Your subscription, settings and all data about you will be erased. This cannot be undone. Erase everything?
bot-forget-sent = I can also delete the messages that I sent here in the last 48 hours. Telegram does not let me delete older ones.
bot-button-forget-all = Yes, and the bot’s messages (48 hours)
bot-button-privacy = What is kept and why
bot-button-mydata = What is kept about me
bot-button-forget = Erase my data
bot-forgotten =
    Done. Everything about you has been erased from the bot’s database.
    Backup copies, where there are any, keep the chat number and your settings until newer copies replace them.
    { $deleted ->
        [yes] The messages that I sent here in the last 48 hours are being deleted. Older ones, and those you wrote, stay on your phone and in Telegram: please clear them yourself.
       *[no] The chat history stays on your phone and in Telegram: please clear it yourself.
    }
    To start again: /start
bot-privacy =
    <b>What I keep, and why</b>

    <b>As long as you use me:</b> this chat’s number, your language, everything you chose in the settings, the figures you follow and what you were last told about them. Without these, no news could come to you.
    <b>For 30 days:</b> which news you were sent, so that nothing comes twice.
    <b>For 90 days:</b> since when you have been getting the news, so that you are told if a figure you were sent turns out to be wrong.
    <b>For 48 hours:</b> the numbers of the messages I sent you, without their text, so that I can delete them if you ask me to.
    <b>For 30 days at most, and only if you tap “{ bot-button-wait }”:</b> that question, encrypted.
    <b>For a moment:</b> what you write, until I answer it. For ten minutes I remember what we are talking about, in memory only.

    <b>What I do not keep:</b> your name, phone number and address, your questions, the posts you send for checking, pictures and files. I count the questions that found no answer, by topic, but not who asked them.

    <b>Who can see it:</b> whoever runs this bot can see the settings and, with the server’s key, open a kept question. Nobody else can. Telegram sees this chat: chats with bots are not end-to-end encrypted.

    <b>How to erase it:</b> /forget. If you block the bot, it erases everything at once. Old backup copies may hold the chat number and settings until newer ones replace them; a mark from which the number cannot be read makes sure that they do not come back.
    Messages stay on your phone until you clear them. Someone may look through your phone: clear anything that could harm you.

    { bot-never-asks }
bot-kept = All right, everything stays as it was.

## Care: asking, replies and posts

bot-post-nothing =
    This post has no figure that I could compare with my sources. I have kept nothing from it.
    What I can do: compare the figures in a post with my sources, answer a question in plain words, show the news and the key figures.
bot-reply-sources = This is where the information comes from:
bot-reply-to-what = The source of what? Reply “source?” to the message of mine that holds the figure or the news. All my sources are here:
bot-reply-no-number = That message has no source number { $number }.

## Care: what is kept, a sentence for each field (/mydata)

bot-field-chat_id = The number of this chat is { $value }. It identifies you: anyone who has it may be able to find your Telegram account.
bot-field-lang = The language you chose: { $value }.
bot-field-active = { $value ->
        [yes] You are subscribed: the news is sent automatically.
       *[no] You are not subscribed: no news is sent automatically.
    }
bot-field-hours = Your time for news: { $value }.
bot-field-zone = Your time zone: { $value }.
bot-field-cadence = { $value ->
        [twice] You want the news twice a day.
        [weekly] You want the news once a week.
       *[daily] You want the news every day.
    }
bot-field-topics = { $value ->
        [all] You want the news on all topics.
       *[some] The topics you chose: { $value }.
    }
bot-field-links = { $value ->
        [all] You are shown links to all sources.
       *[safe] You are shown safe links only.
    }
bot-field-always = { $value ->
        [yes] On a day without news, you are told so in one line.
       *[no] On a day without news, nothing is sent.
    }
bot-field-reads = { $value ->
        [own] You read no other languages.
        [none] You have not named any other languages that you read.
       *[some] You also read: { $value }.
    }
bot-field-days = { $value ->
        [all] The news may come on any day of the week.
       *[some] The days you chose for the news: { $value }.
    }
bot-field-quiet = { $value ->
        [none] You have not set any quiet hours.
       *[some] Your quiet hours: { $value }.
    }
bot-field-silent = { $value ->
        [yes] The news comes without a sound.
       *[no] The news comes with a sound.
    }
bot-field-brief = { $value ->
        [yes] You want the news in short form.
       *[no] You want the news in full.
    }
bot-field-charts = { $value ->
        [yes] You want charts with the news of the week.
       *[no] You do not want charts.
    }
bot-field-plain = { $value ->
        [yes] You get plain text, for a screen reader.
       *[no] You get ordinary text, not plain text for a screen reader.
    }
bot-field-without = { $value ->
        [none] Your list of words to leave out is empty.
       *[some] News with these words is left out: { $value }.
    }
bot-field-paused = { $value ->
        [none] The news is not paused.
        [open] The news is paused until you resume it.
       *[some] The news is paused until { $value }.
    }
bot-field-thread = { $value ->
        [none] The news comes to the group’s General topic.
       *[some] The news comes to topic number { $value } of the group.
    }
bot-field-next_edition = { $value ->
        [none] No time is set for the next news.
       *[some] The next news: { $value }.
    }
bot-field-received = { $value ->
        [none] No news has been sent to you in the last 30 days.
       *[some] The news sent to you in the last 30 days:
    }
bot-field-messages_under_way = { $value ->
        [0] No message is on its way to you.
       *[other] Messages on their way to you: { $value }.
    }
bot-field-questions = { $value ->
        [none] No question of yours is waiting for an answer.
       *[some] Your questions that are waiting for an answer: { $value }.
    }
bot-field-sent = { $value ->
        [0] I have no record of any message sent to you in the last 48 hours.
       *[other] Messages that I sent you in the last 48 hours and can still delete: { $value }. I keep their numbers, not their text.
    }
bot-waiting = { $count }, until { $date } at the latest

bot-help =
    <b>What I can do</b>
    /digest – the latest news
    /digest 3 April · /digest week
    /figures · /figures killed · /follow
    /subscribe, /unsubscribe
    /settings – what news comes, when and how
    /sources – where the news comes from
    /language – language
    /privacy, /mydata, /forget
    /about – who we are
    A question: just type it, or use /ask.
    A post with figures: forward it to me. I compare its figures with my sources and keep nothing from it.
    Reply to a message of mine: “source?”, “more about 2”.

    <b>Settings you can type</b>
    /settings 8 20 · on weekdays · weekly
    /settings city Khujand · zone UTC+5
    /settings topics raids, laws
    /settings also Russian
    /settings without metro, football
    /settings quiet 22-7 · pause two weeks
    /settings links on · silent on
    Also: charts, brief, plain, empty days.
    You can also type the words on a button.
bot-about =
    Khabar gathers news about Tajik labour migrants in Russia from open sources. We do not vouch for anyone’s words: we show who said what, and when. Where sources differ, we say so.

    This is not legal advice. Chats with bots are not end-to-end encrypted: do not write secrets here.

    { bot-never-asks }

bot-inline-hint = Type a figure or a question
bot-inline-none = Nothing found: ask me in the chat

bot-held-vain = Questions without an answer, { $month }
bot-held-vain-other = something else
bot-held-vain-topic = { $topic }: { $count }
bot-sources-trouble = Something is wrong with these sources:
bot-source-fails = { $url }: not readable since { $day } ({ $fault })
bot-source-silent = { $url }: nothing new since { $day }, though it used to publish more often
bot-source-barren = { $url }: nothing on our subject since { $day }, though it used to have some
bot-sources-more = and { $count } more: “khabar status” shows them all

bot-menu-digest = The latest news
bot-menu-figures = Key figures
bot-menu-ask = Ask a question
bot-menu-subscribe = Subscribe
bot-menu-unsubscribe = Unsubscribe
bot-menu-settings = Settings
bot-menu-sources = Sources
bot-menu-language = Забон · Язык · Language
bot-menu-privacy = What I keep, and why
bot-menu-mydata = What you keep about me
bot-menu-forget = Erase my data
bot-menu-help = Help
bot-menu-about = About Khabar
bot-description =
    News about Tajik labour migrants in Russia, with the source beside every figure. In Tajik, Russian and English.

    { bot-never-asks }
bot-short-description = News about Tajik migrants in Russia, with the source beside every figure

bot-topic-attack = attacks
bot-topic-investigation = investigation
bot-topic-raids = raids
bot-topic-deportations = deportations
bot-topic-entry = entry to Russia
bot-topic-returns = return home
bot-topic-economy = work and money
bot-topic-politics = politics
bot-topic-rights = rights
bot-topic-recruitment = recruitment
bot-topic-law = laws
bot-topic-education = education

bot-zone-dushanbe = Dushanbe
bot-zone-kaliningrad = Kaliningrad
bot-zone-moscow = Moscow
bot-zone-samara = Samara
bot-zone-yekaterinburg = Yekaterinburg
bot-zone-omsk = Omsk
bot-zone-novosibirsk = Novosibirsk
bot-zone-krasnoyarsk = Krasnoyarsk
bot-zone-irkutsk = Irkutsk
bot-zone-yakutsk = Yakutsk
bot-zone-vladivostok = Vladivostok
bot-zone-magadan = Magadan
bot-zone-kamchatka = Kamchatka
bot-zone-istanbul = Istanbul
bot-zone-almaty = Almaty
bot-zone-tashkent = Tashkent
bot-zone-warsaw = Warsaw
bot-zone-berlin = Berlin
bot-zone-london = London
bot-zone-new_york = New York

## The simulator's page: the frame

bot-page-title = Khabar: simulator
bot-page-note = This is not Telegram: everything stays on this computer
bot-page-people = People
bot-page-clock = Simulator’s clock
bot-page-controls = Clock, problems, language
bot-page-language = Language of the page
bot-page-theme = Dark or light
bot-page-offline = No connection to the simulator. Trying again…
bot-page-failed = That did not work
bot-page-hour = +1 hour
bot-page-hour-what = One hour passes; everything due arrives
bot-page-morning = To morning, 9:00
bot-page-morning-what = To the next 9:00 in the morning in Dushanbe; digests that are due arrive
bot-page-day = +1 day
bot-page-day-what = 24 hours pass
bot-page-to = To a day…
bot-page-to-what = Choose a day and an hour; time passes until then
bot-page-hour-of-day = Hour (Dushanbe time)
bot-page-go = Go there
bot-page-passing = Time is passing…
bot-page-passed = It is { $time } on { $day }. New messages from the bot: { $n }
bot-page-days = Days of the month
bot-page-month-before = Previous month
bot-page-month-after = Next month
bot-page-news-day = has news
bot-page-news-day-key = a day with news; its digest comes the next morning
bot-page-weekdays = Sunday Monday Tuesday Wednesday Thursday Friday Saturday
bot-page-weekdays-short = Su Mo Tu We Th Fr Sa
bot-page-anew = Start over…
bot-page-anew-what = Chats, people and their settings are erased, and the clock is set to 7:00 on the chosen day. Documents and figures stay.
bot-page-anew-go = Start over
bot-page-anew-done = Everything has been started over
bot-page-fresh = The simulator has started over: earlier chats were not kept
bot-page-close = Close
bot-page-understood = Understood
bot-page-bot-says = The bot says

bot-page-troubles = Problems
bot-page-troubles-what = See what the bot does when something goes wrong. Tap the same button again to end it.
bot-page-trouble-there = there is a problem
bot-page-trouble-none = there are no problems
bot-page-trouble-flood = Too many messages
bot-page-trouble-flood-what = Telegram answers each message from the bot with error 429: wait 5 seconds
bot-page-trouble-down = Telegram is down
bot-page-trouble-down-what = Each request from the bot gets error 502
bot-page-trouble-photos = No photos in groups
bot-page-trouble-photos-what = In the group and the forum only administrators may send photos
bot-page-trouble-topics = The forum’s topics are closed
bot-page-trouble-topics-what = Only the General topic takes messages
bot-page-trouble-blocked = The bot is blocked on { $name }’s phone
bot-page-trouble-blocked-what = The bot cannot write there, and finds that out

## The simulator's page: a phone

bot-page-chats = Chats
bot-page-kind-bot = bot
bot-page-kind-group = group
bot-page-kind-forum = forum
bot-page-kind-channel = channel
bot-page-unread = something new
bot-page-topic = Topic
bot-page-general = General
bot-page-closed = closed
bot-page-messages = Messages
bot-page-empty = No messages yet.
bot-page-newest = To the newest message
bot-page-typing = the bot is typing…
bot-page-channel-mute = Only administrators can write in the channel.
bot-page-phone-menu = Phone settings
bot-page-phone-language = Phone language
bot-page-phone-zone = Phone clock: { $zone }
bot-page-bot-zone = The bot’s time zone in this chat: { $zone }
bot-page-block = Block the bot
bot-page-block-what = it can no longer write here
bot-page-unblock = Unblock the bot
bot-page-unblock-what = it can write here again
bot-page-bot-admin = Make the bot an administrator
bot-page-bot-member = Make the bot an ordinary member
bot-page-bot-out = Remove the bot
bot-page-start = Start

## The simulator's page: writing

bot-page-write = Message
bot-page-send = Send
bot-page-menu = Commands
bot-page-attach = Attach
bot-page-attach-photo = Photo from this computer…
bot-page-attach-file = File from this computer…
bot-page-attach-post = A channel’s post
bot-page-attach-post-what = you make it up; it arrives as a forwarded post
bot-page-attach-inline = Search using the bot’s name
bot-page-post-channel = Rumours of the day
bot-page-post-sample = They say that 200 people were killed at Crocus.
bot-page-post-from = Channel name
bot-page-post-text = Post text
bot-page-cancel = Cancel
bot-page-answering = Reply to
bot-page-editing = Editing
bot-page-searching = Searching…
bot-page-nothing-found = Nothing found
bot-page-share-where = To which chat?
bot-page-invite-where = To which group?
bot-page-forward-where = Forward to which chat?

## The simulator's page: a message

bot-page-message = message
bot-page-message-menu = What to do with the message
bot-page-reply = Reply
bot-page-forward = Forward
bot-page-edit = Edit
bot-page-copy = Copy
bot-page-copied = Copied
bot-page-copy-failed = Could not copy
bot-page-key-copy = copies
bot-page-key-share = to another chat
bot-page-forwarded-from = Forwarded from: { $name }
bot-page-in-answer = The message being replied to
bot-page-more = Show all
bot-page-less = Show less
bot-page-spoiler = Hidden text; press to read
bot-page-edited = edited
bot-page-silent = silent
bot-page-photo = photo
bot-page-document = file
bot-page-contact = contact
bot-page-location = place on a map
bot-page-voice = voice message
bot-page-sticker = sticker
bot-page-joined = Joined the chat: { $name }
bot-page-left = Left the chat: { $name }
bot-page-topic-made = New topic: { $name }
bot-page-topic-closed = The topic was closed
bot-page-topic-opened = The topic is open again
bot-page-moved = The group became a supergroup
bot-page-group-made = The group was created
bot-page-pinned = A message was pinned

## Settings and the first minute

bot-example = An example, from the news of { $date }:
bot-subscribe-offer = Subscribe with one tap: news will come every day at { $hour } ({ $zone } time). The time zone is my guess; you can change it and everything else later.
bot-subscribed-guess = I guessed the time zone ({ $zone }) from your Telegram language. If it is wrong, tap “Time zone”.
bot-settings-unread = I could not read that. Here is what you can set; /help shows how to type it.
bot-joined-and = { $first } and { $last }
bot-joined-or = { $first } or { $last }
bot-quoted = “{ $word }”

bot-button-subscribe-daily = Subscribe: every day at { $hour }
bot-button-help = Help
bot-button-settings = Settings
bot-button-panel-when = When
bot-button-panel-what = What
bot-button-panel-how = How
bot-button-panel-privacy = Privacy

bot-days-all = every day
bot-days-work = on weekdays
bot-days-rest = at weekends
bot-days-named = { $count ->
        [one] on { $days }
       *[other] on { $days }
    }
bot-weekday-0 = Monday
bot-weekday-1 = Tuesday
bot-weekday-2 = Wednesday
bot-weekday-3 = Thursday
bot-weekday-4 = Friday
bot-weekday-5 = Saturday
bot-weekday-6 = Sunday
bot-on-weekday-0 = Mondays
bot-on-weekday-1 = Tuesdays
bot-on-weekday-2 = Wednesdays
bot-on-weekday-3 = Thursdays
bot-on-weekday-4 = Fridays
bot-on-weekday-5 = Saturdays
bot-on-weekday-6 = Sundays

bot-button-twice = Twice a day
bot-button-hours = Hours
bot-button-several = Several hours
bot-ask-hours = Chosen: { $hours }. Tap an hour to add or remove it; { $most } at most. Or type them, for example: 8 and 20.
bot-hours-most = You can choose { $most } hours at most.
bot-hours-least = At least one hour must stay chosen.
bot-button-days = Days
bot-button-days-all = Every day
bot-button-days-work = Weekdays
bot-button-days-rest = Weekends
bot-ask-days = News comes { $days }. Tap the days or type them, for example: Monday and Thursday.
bot-button-places = Other cities and UTC
bot-button-zone-of = { $city } ({ $zone } time)
bot-city-near = I do not know that city. Do you mean one of these?
bot-button-always-on = Say when there is no news
bot-button-always-off = Say nothing on days without news

bot-button-quiet = Quiet hours
bot-button-quiet-off = No quiet hours
bot-quiet-none = There are no quiet hours.
bot-quiet-set = Quiet hours: from { $start } to { $end } nothing is sent automatically; whatever was due comes afterwards.
bot-ask-quiet = When should I not disturb you? Tap a button or type the hours, for example: from 22 to 7.
bot-quiet-unknown = I could not read those hours. Type them like this: from 22 to 7.

bot-button-pause = Pause
bot-button-resume = Resume
bot-button-pause-3 = 3 days
bot-button-pause-7 = A week
bot-button-pause-14 = Two weeks
bot-button-pause-end = Until I resume
bot-pause-none = The news is not paused.
bot-pause-open = Paused until you resume: nothing is sent automatically.
bot-pause-until = Paused until { $date }, { $hour }: nothing is sent automatically.
bot-ask-pause = How long should I send nothing? Tap a button or type it, for example: two weeks. I will still answer your questions.
bot-pause-unknown = I did not understand how long. Type it like this: 3 days, a week, until 20 April.
bot-pause-long = A pause can last a year at most. For longer, unsubscribe: /unsubscribe

bot-button-topics-all = All topics
bot-button-reads = Other languages
bot-reads-any = News that we have only in another language comes untranslated, and is marked.
bot-reads-own = News comes only in your language.
bot-button-reads-any = All languages
bot-button-reads-own = My language only
bot-reads-set = You also read: { $languages }.
bot-ask-reads = Which other languages do you read? News that we have only in languages you do not choose will be left out.
bot-button-without = Words to leave out
bot-button-without-drop = Remove “{ $word }”
bot-without-none = The list of words to leave out is empty.
bot-without-set = News with these words does not come: { $words }.
bot-ask-without = Type a word or a name, or several with commas between them: news that contains one of them will not come. At most { $most } words, each up to { $longest } characters long. To take a word off the list, tap its button.
bot-without-long = That is too long: a word can have { $most } characters at most.
bot-without-most = The list can hold { $most } words at most. Take one off first.

bot-silent-on = Messages come without a sound.
bot-silent-off = Messages come with a sound.
bot-brief-on = Only the first page of the news comes, without a button for the rest.
bot-brief-off = Under the first page of the news there is a button for the rest.
bot-charts-on = The news of the week comes with charts.
bot-charts-off = The news of the week comes without charts.
bot-plain-on = Plain text for screen readers: no bold type, no symbols.
bot-plain-off = The text has its usual form.
bot-button-silent-on = Without a sound
bot-button-silent-off = With a sound
bot-button-brief-on = First page only
bot-button-brief-off = With a button for the rest
bot-button-charts-on = With charts
bot-button-charts-off = Without charts
bot-button-plain-on = Plain text for screen readers
bot-button-plain-off = Usual text

bot-links-risk = Phones are searched at airports, and a link you have opened leaves a trace on the phone. In some countries people are punished for sharing material from certain outlets. A name without a link is safer. Cards that you share never carry such links.
bot-button-links-on = Links to all sources
bot-button-links-off = Only safe links

bot-digest-next = Next with news: { $date }
bot-digest-later = The news for that day is not out yet.

## say: numbers, hedges, units, dates (digests/say/figures.py)

say-exactly = { $what }
say-nearly = nearly { $what }
say-about = about { $what }
say-more = more than { $what }
say-at-least = at least { $what }
say-less = less than { $what }
say-fewer = fewer than { $what }
say-at-most = up to { $what }
say-range = { $low } to { $high } { $unit }
say-unknown = number not given
say-joined = { $number } { $unit }
say-and = and

say-thousand = thousand
say-million = million
say-billion = billion
say-trillion = trillion

say-date = { $day } { $month } { $year }
say-date-short = { $day } { $month }
say-month = { $month } { $year }
say-months = { $first }–{ $last } { $year }
say-year = { $year }
say-years = { $first }–{ $last }
say-half = the { $half ->
    [first] first
   *[second] second
} half of { $year }
say-quarter = the { $quarter ->
    [first] first
    [second] second
    [third] third
   *[fourth] fourth
} quarter of { $year }
say-days = { $first }–{ $last } { $month } { $year }
say-span = { $first } – { $last }
say-since = since { $date }
say-until = until { $date }
say-for = for { $period }

## digest

digest-title = Khabar · { $period }
digest-title-noon = Khabar · { $period }, until noon
digest-title-evening = Khabar · { $period }, after noon
digest-late = (published on { $date })
digest-no-news = Our sources published nothing on this day.
digest-no-news-week = Our sources published nothing this week.
digest-nothing = There is nothing to report for this day.
digest-nothing-week = There is nothing to report for this week.
digest-no-news-noon = Our sources published nothing in the first half of the day.
digest-nothing-noon = There is nothing to report for the first half of the day.
digest-no-news-since = Our sources published nothing on these days.
digest-nothing-since = There is nothing to report for these days.
digest-update = Later:
digest-figures = FIGURES
digest-story-update = Update: { $title }
digest-sources = Sources
digest-corrections = CORRECTIONS
digest-plain = { $label }: { $value }
digest-or = { $first } or { $last }
digest-changed = { $figure } (earlier { $earlier })
digest-resolved = { $figure } (earlier { $earlier }); sources no longer differ
digest-as-of = as of { $day }
digest-published = published { $day }
digest-disagree = { $figure }: sources differ
digest-disagree-too = { $figure }; sources differ
digest-stated = { $figure } (according to { $speaker })
digest-unreviewed = { $figure } (as reported; not reviewed by an editor)
digest-reported = Also reported, not reviewed by an editor: { $value } { $n }.
digest-agrees = Another source { $n } says { $value }; the two do not conflict.
digest-earlier-day = As of { $day }: { $value } { $n }.
digest-undated = undated
digest-unknown-publisher = publisher unknown
digest-via = from { $source }
digest-in-tg = (in Tajik)
digest-in-ru = (in Russian)
digest-in-en = (in English)
digest-machine = (machine translation)
digest-retracted = We have withdrawn “{ $title }”. Reason: { $why }
digest-retracted-figure = We no longer stand by this: { $figure }.
digest-corrected-figure = { $figure }; earlier we gave { $earlier }.
digest-article-changed = { $publisher } has changed its article.
digest-story-changed = { $publisher } has changed its article “{ $title }”. What we told of it no longer stands there as we told it.
digest-stands-again = We had withdrawn “{ $title }”; we stand by it again.
digest-stands-again-figure = We had withdrawn or corrected this; we stand by it again: { $figure }.
digest-reason = Reason: { $why }

## ledger

ledger-nothing = Our sources give no figure for this yet.
ledger-differ = Sources differ
ledger-history = Earlier and other figures
ledger-held = awaiting an editor
ledger-unreviewed = not reviewed
ledger-retracted = withdrawn
ledger-documents = Our documents
ledger-no-documents = There are no documents yet.

## plain: texts for a screen reader (digests/say/plain.py)

plain-source = { $count ->
        [1] (source { $n })
       *[other] (sources { $n })
    }
plain-chosen = chosen: { $what }

## chart: what stands on a chart (digests/charts.py)

chart-none = no figure stands at present
chart-differ = { $one } or { $other }
chart-as-of = as of { $date }
chart-undated = undated
chart-held = awaiting an editor
chart-automatic = * Not reviewed by an editor.
chart-caption = Khabar: every figure with its source and date.
chart-arrow = Arrow: “more than”, “at least” or “up to”.
chart-band = Broad band: an approximate number.
chart-rival = Orange: sources that say otherwise.
chart-base = The axis on the left begins at { $value }, not at 0.
chart-shortened = Months without news are shortened on the time axis.
chart-retracted = withdrawn by an editor

## archive: the pages of `khabar export` (digests/archive)

archive-name = Khabar
archive-title = Khabar: archive
archive-about = News and figures about Tajik labour migrants in Russia, each with its source and date.
archive-language = English
archive-languages = Languages
archive-sections = Sections
archive-editions = News day by day
archive-figures = Figures
archive-data = Data to download
archive-feed = News feed (Atom)
archive-earlier = Earlier: { $date }
archive-later = Later: { $date }
archive-no-editions = There is no day with news yet.
archive-chart = Chart: { $title }. { $headline }
archive-signs = Filled points: figures that stand or once stood. Hollow points: others that do not conflict with them.
archive-lines = Each line is a period; the dark one is the figure that stands.
archive-no-chart = There is no chart: it needs a number with a date.
archive-licence = Our texts and figures are available under CC BY 4.0. Titles and articles belong to their publishers.
archive-unlinked = We do not link to some publishers: in some countries people are punished for sharing such links. Their names alone are given.
archive-private = These pages load nothing from elsewhere and do not count their readers.
archive-claims-from = Each line names its document (doc_id), who said it and for when.
archive-documents-from = Facts about what publishers released; the texts themselves are not here.
archive-file-claims-csv = all figures, one per line
archive-file-ledger-json = the figures and how they relate
archive-file-indicators-json = what each figure counts
archive-file-documents-csv = the list of documents
archive-file-documents-json = the documents, and what they say in our own words
archive-file-metadata-json = a description of the tables for Datasette

## answer: what is said to a question (digests/answers)

answer-as-of = As of { $date }, { $figure }
answer-as-of-day = as of { $date }
answer-in-period = { $period }: { $figure }
answer-of-event = { $event }: { $figure }
answer-stated = { $figure }, according to { $who }
answer-unreviewed = as reported; not reviewed by an editor
answer-disagree = The sources differ.
answer-sides = What each side says:
answer-agree = The sources agree.
answer-one-source = I have only one source, so there is nothing to compare it with.
answer-rival = Sources differ: another figure is { $figure } ({ $who }) { $n }.
answer-other-figure = The other figure: { $figure } ({ $who }) { $n }.
answer-copied-rival = sources differ, another figure: { $figure } ({ $who })
answer-why = Why: { $why }.
answer-earlier = Earlier, { $day }: { $figure } { $n }.
answer-later = Later, by { $day }: { $figure } { $n }.
answer-rounded = Another source { $n } says { $figure }; this does not conflict with { $value }.
answer-other-scope = Counted in another way: { $figure } ({ $who }) { $n }.
answer-stale = As of { $date }; may be out of date.
answer-quote = “{ $quote }”
answer-verbatim = Source’s words: “{ $quote }”
answer-retold = In our words: { $quote }
answer-quote-tg = In Tajik:
answer-quote-ru = In Russian:
answer-quote-en = In English:
answer-none = My sources do not say.
answer-none-of = My sources give no figure for this: { $name }.
answer-none-then = My sources give no figure for that time: { $name }.
answer-other-time = They do give it for another time. { $figure }
answer-nearest = The nearest thing they hold is different. { $figure }
answer-perhaps = Perhaps you mean this. { $figure }
answer-offers = You can ask me:
answer-withheld = The answer I found could not be confirmed from its sources, so I am not giving it.
answer-reply-day = I did not understand the day in your question, so I give no figure for it. Please write it like this: 24 March 2024 or 24.03.2024.
answer-reply-greeting = Hello! I answer questions about Tajik labour migrants in Russia, with the source beside every figure.
answer-reply-thanks = You are welcome. Ask again whenever you like.
answer-reply-help = Type a question in plain words, in Tajik, Russian or English. I look it up in my sources and show who said what and when. If they do not say, I tell you so.
answer-reply-abuse = I am sorry if an answer was of no use. Try putting the question in other words.
answer-reply-list = I know nothing about individual people and cannot look into any list. Only the authorities can tell; a lawyer or your embassy can help you to ask them. { bot-never-asks }
answer-reply-number = Please do not write document or phone numbers here: I do not need them and I do not keep them. It is safer to delete that message from the chat. { bot-never-asks }
answer-reply-trouble = I am sorry to hear that. Please turn first to a lawyer and to the embassy or consulate of Tajikistan; a migrants’ rights organisation can help as well. They know what to do now. { bot-never-asks }
answer-reply-evade = I cannot help with that. If you are worried about your papers or a check, a lawyer, your embassy or a migrants’ rights organisation can tell you what your rights are.
answer-reply-accused = We do not name accused or convicted people, victims or private people. We name only those in a public role. Everyone is innocent until a court has found otherwise.

## a text that is checked

check-agrees = { $number }: the sources agree. { $figure }
check-outdated = { $number }: out of date. { $figure }
check-then = That was the figure then. { $figure }
check-contradicts = { $number }: the sources say otherwise. { $figure }
check-unknown = There is nothing in my sources to compare with: { $numbers }.
check-nothing = This text has no figure that I could compare with my sources.

## review

review-first = If approved: the first value shown, { $value }
review-current = If approved: the current value goes from { $beside } to { $value }
review-period = If approved: a figure for another period or day, { $value }, beside { $beside }
review-rival = If approved: sources differ, { $value } against { $beside }
review-source = If approved: one more source for { $beside }
review-repeat = If approved: the same source again; { $beside } stays
review-former = If approved: an earlier count, { $value }; { $beside } stays
review-scope = If approved: a figure with a different scope, { $value }; { $beside } stays
review-nothing = If approved: no value changes

## Figures: cards, following, alerts (bot/talk/figures.py, bot/talk/follows.py, bot/alerts.py)

bot-theme-other = other figures
bot-theme-button = { $theme } ({ $count })
bot-button-themes = All figures
bot-button-history = History
bot-button-card = The figure now
bot-button-share = Share
bot-button-link = Copy link
bot-button-times = What was known on …
bot-button-periods = Other periods
bot-button-now = Now
bot-button-follow = Follow
bot-button-follows = Figures I follow
bot-button-unfollow = Stop following
bot-figure-missed = My sources have no figure for that time. This is what they have:
bot-figure-times = { $name }: which time should I show?
bot-figure-dropped = a figure that is no longer kept
bot-follow-followed = You now follow this figure: { $name }. I will write when it changes or is corrected, and when sources start or stop differing, but not during your quiet hours.
bot-follow-already = You already follow this figure: { $name }.
bot-follow-full = You already follow { $most } figures, and that is the limit. Stop following one of them first.
bot-unfollowed = You no longer follow this figure: { $name }.
bot-not-followed = You were not following this figure: { $name }.
bot-follows-none = You are not following any figures. Open one and tap “Follow”, or type /follow and what the figure is about.
bot-follows-intro = { $count ->
        [one] You follow { $count } figure. I write when there is news about it.
       *[other] You follow { $count } figures. I write when there is news about one of them.
    }
bot-alert-head = { $count ->
        [one] News about a figure you follow
       *[other] News about { $count } figures you follow
    }
bot-alert-correction = A correction to what I told you
bot-urgent-head = Urgent
bot-inline-open = History, chart, sources
bot-inline-differ = Sources differ.
bot-field-follows = { $value ->
        [none] You are not following any figures.
       *[some] Figures you follow:
    }
bot-menu-follow = Figures I follow
card-then = As things stood on { $date }
card-grade-curated = Checked by an editor.
card-grade-corroborated = Not checked by an editor, but independent sources or earlier figures support it.
card-grade-single = Only one source says so; no editor has checked it.
moved-now = Now:
moved-before = Earlier:
moved-stands = Still stands:
moved-withdrawn = Withdrawn:
moved-none = There is no figure now.
moved-taken-back = We no longer give a figure that we gave you before.
moved-differ = Sources now differ.
moved-agree = Sources no longer differ.
answer-copied-rivals = sources differ: also { $figures }

## Rhythm: what came when
bot-received-noon = News of { $date }, first half of the day
bot-received-evening = News of { $date }, second half of the day
bot-received-since = News of several days up to { $date }
bot-field-told = { $value ->
        [none] No news has been sent yet.
       *[some] The news up to { $value } has been sent; the next news starts from there.
    }
bot-field-begun = { $value ->
        [none] I do not keep since when news has been sent.
       *[some] News has been sent since { $value }. I keep this for 90 days, to correct what was sent if it turns out to be wrong.
    }
bot-field-held = { $value ->
        [none] Nothing is being held back because of quiet hours or a pause.
        [open] What is held back will come when you resume the news.
       *[some] What is held back because of quiet hours or a pause will come after { $value }.
    }

## Desk

bot-desk-in-tg = in Tajik
bot-desk-in-ru = in Russian
bot-desk-in-en = in English
bot-desk-title = Editor’s desk
bot-desk-claims = Figures waiting for review: { $count }
bot-desk-items = Source items waiting for approval: { $count }
bot-desk-drafts = Unfinished records: { $count }
bot-desk-urgent = Stories marked urgent: { $count }
bot-desk-troubles = Sources that need attention: { $count }
bot-desk-health = Notes on how the service runs (for the operator): { $count }
bot-desk-cancelled = Nothing was stored.
bot-desk-lost = This is no longer available. Please start again from the desk.
bot-desk-wrong = Not stored: { $why }
bot-desk-at-figure = figure { $n }
bot-desk-at-line = line { $n }
bot-desk-objects-mixed = Latin and Cyrillic letters are mixed in one word: “{ $word }”.
bot-desk-objects-latin = “{ $word }” is in Latin letters but does not stand in the English text.
bot-desk-objects-cyrillic = there are Cyrillic letters in the English text.
bot-desk-objects-tajik-letter = there is a Tajik letter in the Russian text: “{ $letter }”.
bot-desk-objects-no-tajik-letter = the whole text has none of the Tajik letters (ғ, ӣ, қ, ӯ, ҳ, ҷ).
bot-desk-objects-other-language = the text seems to be in another language.
bot-desk-objects-quotation-marks = quotation marks have to be “…”.
bot-desk-objects-blanks = there are stray blanks in the text.
bot-desk-objects-no-end = it does not end as a sentence ends.
bot-desk-objects-name-lacking = { $name } is not named in: { $lacking }.
bot-desk-objects-not-public = { $name } has no public role: the name must not be written.
bot-desk-objects-name-unknown = { $name } is not on the list of people in a public role: the name must not be written.
bot-desk-objects-dates-differ = the languages give different dates.
bot-desk-objects-points-back = it opens with a word (“{ $word }”) that is not understood without the sentence before.
bot-desk-objects-nowhere = it names neither event nor place nor body.
bot-desk-objects-small-time = “{ $written }”: a length of time below ten is written as a word.
bot-desk-objects-ungrouped = “{ $written }”: thousands are grouped (2,500; in Tajik and Russian 2 500).
bot-desk-objects-wide-number = “{ $written }”: the blank inside a number has to be a no-break space.
bot-desk-objects-spelt = write “{ $right }” for “{ $word }”.
bot-desk-objects-strength = the verbs are of unlike strength (as “urged” and “advised”). Look at: { $lacking }.
bot-desk-objects-told-already = this text exists already: { $record }, statement { $statement }.
bot-desk-objects-unlike = the three languages have to say the same number; { $number } is missing or differs in: { $lacking }.
bot-desk-objects-figure-absent = the figure { $number } does not stand in the text.
bot-desk-objects-no-figure = nothing says what “{ $number }” counts.
bot-desk-objects-no-indicator = there is no indicator { $indicator } in config/indicators.toml.
bot-desk-objects-other-unit = the unit is not that of the indicator ({ $indicator }).
bot-desk-objects-no-report = the indicator { $indicator } has no sentence for what is only reported.
bot-desk-objects-accuses = this figure accuses a group: say who stated it.
bot-desk-objects-after-article = the date is later than the article.
bot-desk-objects-not-its-day = the date has to be the day of publication: { $day }.
bot-desk-objects-no-day = the date rests on the day of publication, which is not known.
bot-desk-objects-period-after-article = the period begins after the article.
bot-desk-objects-more-than-whole = { $number } is more than the whole ({ $indicator }).
bot-desk-objects-publisher = { $name } is not in the list of publishers (config/sources.toml).
bot-desk-objects-record-topics = no topic is chosen.
bot-desk-objects-statement-topics = the statement has no topic.
bot-desk-objects-no-headline = our headline is missing.
bot-desk-objects-no-author = an opinion or advice has an author: say whose it is.
bot-desk-objects-speaker = { $name } is not in the tables of names (config/names.toml, config/speakers.tsv).
bot-desk-objects-name-taken = there is a record of that name already.
bot-desk-objects-not-utf8 = the text is not UTF-8.
bot-desk-objects-not-toml = it is not TOML ({ $why }).
bot-desk-objects-no-table = a table belongs here.
bot-desk-objects-unknown-key = there is no such key. There are: { $known }.
bot-desk-objects-no-line = a text of one line belongs here, not an empty one.
bot-desk-objects-missing = it is missing.
bot-desk-objects-none-of = “{ $value }” does not fit. Write one of: { $choices }.
bot-desk-objects-no-date = a date is written without quotes, such as 2024-04-03.
bot-desk-objects-no-amount = a number belongs here: not negative, below 10^15, without quotes or blanks.
bot-desk-objects-no-list = a list of texts belongs here, such as ["TASS"].
bot-desk-objects-no-whole-number = a whole number of at least { $least } belongs here.
bot-desk-objects-no-sketch = a list of whole or hexadecimal numbers belongs here.
bot-desk-objects-when-published = give the day of publication or, where it is not known, not_before.
bot-desk-objects-no-statement = the record has no statement ([[statement]]).
bot-desk-objects-number-taken = this number is that of statement { $statement } already.
bot-desk-objects-reprints-itself = a record does not reprint itself.
bot-desk-objects-goes-out-of-date = advice, rules, deadlines and prices go out of date: give as_of or valid_until.
bot-desk-objects-two-brackets = this is written with two brackets: [[statement.figure]].
bot-desk-objects-label-or-indicator = give the indicator, or a label in the three languages.
bot-desk-objects-beside-as-of = as_of_basis stands beside as_of, and only there.
bot-desk-objects-beside-modifier = hedge stands beside modifier = "~", and only there.
bot-desk-objects-range = a range takes two numbers, the lower one first, such as 140–150.
bot-desk-objects-in-range-only = two numbers are for a range alone; with another hedge write one number.
bot-desk-objects-no-value = the number is missing.
bot-desk-objects-empty-period = a period has a start, an end or both.
bot-desk-objects-ends-before = the period ends before it begins.
bot-desk-objects-no-whole = there is no figure of { $indicator } in this record.
bot-desk-objects-unread-number = no number can be read. Write it like this: 144, “at least 418”, 140–150.
bot-desk-objects-unread-date = no date can be read. Write it like this: 30 March 2024.
bot-desk-objects-unread-indicator = there is no indicator of that name.
bot-desk-objects-several = several indicators have such a name. Write more of it.
bot-desk-objects-unread-speaker = { $name } is not in the tables of names (config/names.toml, config/speakers.tsv).
bot-desk-objects-yet-to-come = this day is yet to come.
bot-desk-objects-lines = three lines are needed: Tajik, Russian, English.
bot-desk-objects-other-kind = files of this kind are not read.
bot-desk-objects-too-many-bytes = the file is too large.
bot-desk-objects-too-large = it is larger than { $most } MB.
bot-desk-objects-too-much-text = the text is too long.
bot-desk-objects-too-long = “{ $name }” is too long.
bot-desk-objects-no-document = it holds no text.
bot-desk-objects-no-text = there is no text in it.
bot-desk-objects-no-article = there is no article on this page.
bot-desk-objects-no-text-file = this is not a text file.
bot-desk-objects-no-encoding = the encoding of the text is not known.
bot-desk-objects-foreign = the text is neither Tajik nor Russian nor English.
bot-desk-objects-not-json = this is not JSON.
bot-desk-objects-no-object = a JSON object belongs here.
bot-desk-objects-lacks = “{ $name }” is missing.
bot-desk-objects-not-a-text = “{ $name }” has to be a text.
bot-desk-objects-unknown-language = the language “{ $value }” is not known: write tg, ru or en.
bot-desk-objects-no-such-date = there is no such date: “{ $value }”.
bot-desk-objects-file-name = the name of the file is not written properly.
bot-desk-objects-unparsed = it cannot be read.
bot-desk-objects-fault-of-ours = it cannot be read ({ $why }).
bot-desk-objects-unread-in-time = reading it took too long.
bot-desk-objects-too-much-memory = reading it takes too much memory.
bot-desk-objects-no-address = this is not a web address.
bot-desk-objects-no-host = there is no such site.
bot-desk-objects-nothing-came = the site sent nothing.
bot-desk-objects-http = the site refused the page (code { $status }).
bot-desk-objects-timed-out = the site did not answer in time.
bot-desk-objects-took-too-long = the site sends the page too slowly.
bot-desk-objects-too-much-work = the site sends the page in a way that cannot be taken.
bot-desk-objects-redirects = the site redirects too many times.
bot-desk-objects-other-site = the address leads to another site.
bot-desk-objects-less-safe = the address leads from https to http.
bot-desk-objects-not-on-internet = { $host } is not on the public internet.
bot-desk-objects-port = this port is not read: { $port }.
bot-desk-objects-certificate = the certificate of the site is not valid.
bot-desk-objects-no-tls = no secure connection (TLS) could be made.
bot-desk-objects-no-http = the site gave no proper answer.
bot-desk-objects-broke-off = the connection broke off.
bot-desk-objects-broken-packing = the page arrived damaged.
bot-desk-objects-too-many-parts = the page is made of too many parts.
bot-desk-objects-robots = the site asks not to be read (robots.txt).
bot-desk-objects-host-waits = the site asks to wait.
bot-desk-objects-proxy-refuses = the proxy refuses.
bot-desk-objects-proxy-away = the proxy cannot be reached.
bot-desk-objects-system = no connection could be made ({ $why }).
bot-desk-decided = This has already been decided. Your decision was not stored.
bot-desk-none-waits = No figure is waiting for review.
bot-desk-none-shown = No figures are shown to readers yet.
bot-desk-case-waits = Waiting for review: { $n } of { $of }
bot-desk-case-shown = Shown to readers: { $n } of { $of }
bot-desk-as-of = Date: { $when }
bot-desk-undated = no date
bot-desk-unnamed = unnamed publisher
bot-desk-said-by = Who says so: { $who }
bot-desk-nobody = nobody is named
bot-desk-scope = Scope: { $scope }
bot-desk-before = Text before it:
bot-desk-quote = The source’s words, with the number in brackets:
bot-desk-retold = In our words, with the number in brackets:
bot-desk-after = Text after it:
bot-desk-source = Source:
bot-desk-why = Why it is waiting: { $why }
bot-desk-choose-indicator = Which indicator?
bot-desk-done-approve = Approved. Readers will now see it.
bot-desk-done-reject = Rejected. Readers will not see it.
bot-desk-done-hold = Held. It is waiting for review again, and readers do not see it.
bot-desk-done-correct = Corrected. If readers were told something else, the next edition will tell them.
bot-desk-done-retract = Withdrawn. The next edition will tell readers, with the reason.
bot-desk-done-take = { $count ->
    [0] Accepted. No figures were found in it.
    [one] Accepted. One figure was found in it.
   *[other] Accepted. { $count } figures were found in it.
}
bot-desk-done-leave = Left out.
bot-desk-done-urgent = Marked urgent. Everyone who wants urgent news will be told.
bot-desk-done-calm = No longer marked urgent.
bot-desk-done-undo = Undone. What applied before applies again.
bot-desk-sent = Sent to the worker: { $what }. It does not hold yet. You will be told when it does.
bot-desk-on-its-way = { $what } (on its way to the worker)
bot-desk-came-of-it = What became of your decisions:
bot-desk-holds = { $what }: holds now.
bot-desk-refused = { $what }: not carried out. { $why }
bot-desk-correct = Which field is wrong?
bot-desk-would-stand = It would look like this:
bot-desk-ask-value = Type the value, with its hedge if it has one: 144, “at least 418”, 140–150.
bot-desk-ask-hedge = How does the source hedge it?
bot-desk-ask-date = Type a day (30 March 2024), a period (2024-01-01/2024-03-31), or a dash (–) if there is no date.
bot-desk-ask-speaker = Who says so? If there are several, start with the one nearest to the reader and put a semicolon between them: TASS; Investigative Committee of Russia. If nobody is named, type a dash (–).
bot-desk-ask-indicator = Type part of the indicator’s name, or its id.
bot-desk-ask-scope = Type what the figure covers, or a dash (–) for nothing in particular.
bot-desk-ask-why = Why is it withdrawn? Readers will be told. Choose a reason or type your own, first { $tongue }.
bot-desk-ask-why-in = And the same reason { $tongue }:
bot-desk-reason-misread = We had misread the source.
bot-desk-reason-taken-back = The source has taken it back.
bot-desk-reason-refuted = It has turned out to be untrue.
bot-desk-reason-other-subject = It is about something else.
bot-desk-item = Source item, waiting for approval: { $n } of { $of }
bot-desk-item-effect = If it is accepted, it can be found in a search and cited, and the machine reads the figures in it.
bot-desk-no-items = No source items are waiting.
bot-desk-documents = What came in over the last few days. Choose a document to mark it urgent or withdraw it.
bot-desk-no-documents = Nothing came in over the last few days.
bot-desk-urgent-title = Urgent: { $title }
bot-desk-is-urgent = It is marked urgent.
bot-desk-is-not-urgent = It is not marked urgent.
bot-desk-trail = The latest decisions:
bot-desk-no-trail = Nothing has been decided yet.
bot-desk-line-approve = approved
bot-desk-line-reject = rejected
bot-desk-line-hold = held
bot-desk-line-correct = corrected
bot-desk-line-retract = withdrawn
bot-desk-line-take = item accepted
bot-desk-line-leave = item left out
bot-desk-line-urgent = marked urgent
bot-desk-line-calm = no longer urgent
bot-desk-line-add = added
bot-desk-line-undo = decision undone
bot-desk-by-desk = the desk
bot-desk-by-shell = the command line
bot-desk-conflict-decided = This has already been decided. Your decision was not stored.
bot-desk-conflict-undone = This has already been undone.
bot-desk-conflict-later = A later decision depends on this one. Undo that one first.
bot-desk-conflict-version = It replaced an earlier version, which cannot be brought back. Withdraw the document instead.
bot-desk-conflict-gone = That was too long ago: the item is no longer available.
bot-desk-conflict-anew = This cannot be repeated with one tap. Please decide again.
bot-desk-conflict-told = An edition has already told readers about it. Withdraw it instead: then readers will be told that too.
bot-desk-conflict-withdrawn = This has already been withdrawn.
bot-desk-tomorrow = The edition as it would go out now, { $tongue }:
bot-desk-no-vain = No topic has had enough unanswered questions to be shown (at least five).
bot-desk-no-troubles = All sources are being read as usual.
bot-desk-send = Send a link, a file ({ $kinds }) or the text itself.
bot-desk-short = Please send a link, or a text of at least { $least } characters.
bot-desk-fetching = I am fetching the page. I will tell you when I have read it.
bot-desk-busy = Too many pages are being fetched just now. Please try again in a minute.
bot-desk-file = I accept files of up to { $most } MB: { $kinds }
bot-desk-file-lost = I could not get the file from Telegram. Please send it again.
bot-desk-reads = Figures that the machine found in it: { $count }
bot-desk-known = This document is already in the corpus.
bot-desk-lacks = Still missing: { $what }
bot-desk-topics = Topics: { $topics }
bot-desk-record = A curated record. Statements: { $statements }, figures: { $figures }
bot-desk-several = Documents in the file: { $count }. They are stored as they are.
bot-desk-ask-title = Type the title as it was published.
bot-desk-ask-publisher = Type the publisher’s name or part of it.
bot-desk-ask-published = Type the day of publication, for example: 30 March 2024.
bot-desk-ask-lang = What language is it in?
bot-desk-ask-topics = Which topics? Choose them, then tap “Done”.
bot-desk-choose-publisher = Which publisher?
bot-desk-chosen = { $name }: chosen
bot-desk-stored = Stored. New documents: { $count }, figures: { $figures }
bot-desk-stored-before = All of it was in the corpus already. New documents: { $count }, figures: { $figures }
bot-desk-drafts-title = Unfinished records, and what is missing from each:
bot-desk-no-drafts = There are no unfinished records.
bot-desk-lacks-nothing = every field is filled
bot-desk-statement = Statement { $n }
bot-desk-kind = What it is: { $kind }
bot-desk-findings = Not ready to be stored. The check says:
bot-desk-sound = Nothing is wrong with it. It can be stored.
bot-desk-ask-text = Type the statement { $tongue }: one fact, with who says so, the day and the figure.
bot-desk-read-back = Kept in the draft, { $tongue }:
bot-desk-no-indicator = no indicator
bot-desk-ask-kind = What kind of statement is it?
bot-desk-kind-fact = fact
bot-desk-kind-opinion = opinion
bot-desk-kind-advice = advice
bot-desk-kind-rule = rule
bot-desk-kind-deadline = deadline
bot-desk-kind-price = price
bot-desk-kind-report = reported
bot-desk-kind-forecast = plan or forecast
bot-desk-ask-label = What does { $number } count? Type three lines: Tajik, Russian, English.
bot-desk-ask-asks = Which questions does it answer? At least { $least }, one per line, { $tongue }:
bot-desk-unasked = The corpus check will still ask for questions to go with it: readers find it through them.
bot-desk-ask-drop = Throw this draft away?
bot-desk-new = { $count ->
    [one] There is one new item at the desk. Waiting in all: { $all }.
   *[other] New at the desk: { $count }. Waiting in all: { $all }.
}
bot-errand-late = That took too long, and I have stopped. Please try again.
bot-menu-desk = Editor’s desk
bot-menu-channels = Channels
bot-help-editors =
    <b>For editors</b>
    /desk – the editor’s desk
    /channels – which news goes into which channel

bot-desk-button-home = ‹ Desk
bot-desk-button-cancel = Cancel
bot-desk-button-before = ‹ Previous
bot-desk-button-next = Next ›
bot-desk-button-back = ‹ Back
bot-desk-button-claims = Figures waiting
bot-desk-button-items = Items waiting
bot-desk-button-add = Add a document
bot-desk-button-drafts = Unfinished records
bot-desk-button-documents = Newest documents
bot-desk-button-document = The document
bot-desk-button-shown = Figures shown
bot-desk-button-trail = Latest decisions
bot-desk-button-tomorrow = Tomorrow’s edition
bot-desk-button-vain = Unanswered questions
bot-desk-button-sources = Sources
bot-desk-button-health = The service
bot-desk-button-approve = Approve
bot-desk-button-reject = Reject
bot-desk-button-hold = Hold
bot-desk-button-retract = Withdraw
bot-desk-button-correct = Correct
bot-desk-button-undo = Undo
bot-desk-button-undo-n = Undo { $n }
bot-desk-button-take = Accept
bot-desk-button-leave = Leave out
bot-desk-button-urgent = Mark urgent
bot-desk-button-calm = Not urgent
bot-desk-button-store = Store
bot-desk-button-more-fields = Another field
bot-desk-button-field-value = Value
bot-desk-button-field-hedge = Hedge
bot-desk-button-field-date = Date
bot-desk-button-field-speaker = Speaker
bot-desk-button-field-indicator = Indicator
bot-desk-button-field-scope = Scope
bot-desk-button-hedge-exact = exactly
bot-desk-button-hedge-about = about
bot-desk-button-hedge-nearly = nearly
bot-desk-button-hedge-more = more than
bot-desk-button-hedge-least = at least
bot-desk-button-hedge-less = less than
bot-desk-button-hedge-most = at most
bot-desk-button-because-misread = We misread it
bot-desk-button-because-taken-back = The source took it back
bot-desk-button-because-refuted = It is untrue
bot-desk-button-because-other-subject = It is about something else
bot-desk-button-in-tg = In Tajik
bot-desk-button-in-ru = In Russian
bot-desk-button-in-en = In English
bot-desk-button-set-title = Title
bot-desk-button-set-publisher = Publisher
bot-desk-button-set-published = Day
bot-desk-button-set-lang = Its language
bot-desk-button-set-topics = Topics
bot-desk-button-done = Done
bot-desk-button-write = Write statements
bot-desk-button-anew = Write it again
bot-desk-button-kind = What it is
bot-desk-button-kind-fact = Fact
bot-desk-button-kind-opinion = Opinion
bot-desk-button-kind-advice = Advice
bot-desk-button-kind-rule = Rule
bot-desk-button-kind-deadline = Deadline
bot-desk-button-kind-price = Price
bot-desk-button-kind-report = Reported
bot-desk-button-kind-forecast = Plan or forecast
bot-desk-button-speaker = Who says so
bot-desk-button-asks = Questions
bot-desk-button-label = What { $number } counts
bot-desk-button-again = Another statement
bot-desk-button-publish = Store the record
bot-desk-button-later = Later
bot-desk-button-drop = Throw away
bot-desk-button-drop-yes = Yes, throw it away
