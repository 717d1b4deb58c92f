/* Emoji and words for them, beside those of emojibase: what people say to each other at work. */
const list = `
👍 thumbs up,thumbsup,yes,agree,ok,+1
👎 thumbs down,thumbsdown,no,disagree,-1
❤️ heart,love,red
😂 tears of joy,joy,laugh,lol,funny
🎉 party,celebrate,tada,hooray
👀 eyes,look,seen
✅ check,done,yes,tick
❌ cross,no,wrong
🙏 thanks,please,pray
🚀 rocket,ship,launch
🔥 fire,hot,lit
💯 hundred,100,perfect,full
🙌 raised hands,hooray,praise
👏 clap,applause,bravo
🤝 handshake,deal,agree
👋 wave,hello,bye
💪 strong,muscle,power
🤞 fingers crossed,luck,hope
👌 ok hand,perfect,fine
✌️ victory,peace
🤙 call me,shaka
🫡 salute,yes sir
🫶 heart hands,love
🤷 shrug,dunno,whatever
🤦 facepalm,oh no
🙋 raised hand,me,question
🙇 bow,sorry,thanks
💁 tip,info
😀 grin,happy,smile
😃 smile,happy,open
😄 laughing eyes,happy
😁 beaming,grin
😅 sweat,phew,nervous
🤣 rolling,rofl,laugh
🙂 slight smile,fine
🙃 upside down,irony
😉 wink,joke
😊 blush,glad,warm
😇 angel,innocent,halo
🥰 adore,love,hearts
😍 heart eyes,love,wow
😘 kiss,love
😋 yum,tasty
😜 tongue,silly,joke
🤪 zany,crazy
🤨 raised eyebrow,doubt
🧐 monocle,inspect,hmm
🤓 nerd,glasses
😎 cool,sunglasses
🥳 party face,birthday,celebrate
😏 smirk
😌 relieved,calm
😔 pensive,sad
😴 sleep,tired,night
🤤 drool
🤒 sick,ill,fever
🤕 hurt,bandage
🤧 sneeze,cold
🥵 hot face,heat
🥶 cold face,freezing
🤯 mind blown,wow,explode
🤠 cowboy
😕 confused,hmm
😟 worried
🙁 frown,sad
😮 surprised,wow,oh
😲 astonished,shock
🥺 pleading,please
😢 cry,sad,tear
😭 sob,crying
😤 huff,determined
😠 angry,mad
🤬 swear,furious
😱 scream,fear,shock
😳 flushed,embarrassed
😬 grimace,awkward
🙄 eye roll,annoyed
🤔 thinking,hmm,wonder
🤫 quiet,secret,shh
🤭 giggle,oops
🤐 zipper mouth,secret
🥱 yawn,bored,tired
😶 speechless,silent
😑 expressionless,meh
🫠 melting,hot,help
🫣 peeking,scared
🤗 hug,welcome
🤖 robot,bot,ai
👻 ghost,boo
💀 skull,dead,lol
💩 poop
🤡 clown
👽 alien
🧠 brain,smart,idea
👶 baby
🧑‍💻 developer,coder,computer
🕵️ detective,investigate
🧙 wizard,magic
🦸 hero,super
💔 broken heart,sad
🧡 orange heart,love
💛 yellow heart,love
💚 green heart,love
💙 blue heart,love
💜 purple heart,love
🖤 black heart
🤍 white heart
⭐ star,favourite
🌟 glowing star,shine
✨ sparkles,new,magic,clean
⚡ lightning,fast,zap
💥 boom,explosion,crash
💡 bulb,idea,light
💬 speech,talk,comment
💭 thought,think
📣 megaphone,announce
🔔 bell,notify
🔕 no bell,mute
❓ question,what
❗ exclamation,important
⚠️ warning,careful
🚨 alarm,incident,urgent
⛔ stop,forbidden
🚫 prohibited,no
🛑 stop sign,halt
🟢 green circle,go,up
🟡 yellow circle,wait
🔴 red circle,down,stop
☑️ checkbox,done
➕ plus,add
➖ minus,remove
➡️ right arrow,next
⬆️ up arrow
⬇️ down arrow
🔄 repeat,refresh,sync
⏳ hourglass,waiting,time
⏰ alarm clock,time,reminder
📅 calendar,date,meeting
📌 pin,important
📎 paperclip,attachment
📝 memo,note,write
📄 page,document
📚 books,read,docs
📊 chart,data,numbers
📈 rising,growth,up
📉 falling,decline,down
🔍 search,find,look
🔗 link,url
🔒 lock,private,secure
🔑 key,password
🛠️ tools,fix,build
🔧 wrench,fix
🔨 hammer,build
⚙️ gear,settings
🧪 test,experiment,lab
🐛 bug,defect,insect
🩹 patch,fix,plaster
🧹 broom,clean,tidy
🗑️ bin,trash,delete
📦 package,box,release
🚢 ship,deliver
🚧 construction,wip,progress
🏁 finish,flag,done
🎯 target,goal,bullseye
🏆 trophy,win
🥇 gold medal,first
🎁 gift,present
🎂 cake,birthday
🎈 balloon,party
🍾 champagne,celebrate
🥂 cheers,toast
🍻 beers,cheers
☕ coffee,break
🍵 tea,break
🍕 pizza,food,lunch
🍔 burger,food
🌮 taco,food
🍣 sushi,food
🍎 apple,fruit
🍩 doughnut,sweet
🍪 cookie,sweet
🍿 popcorn,watching,drama
🥑 avocado
🦀 crab,claw,shell,sea,click,rust
🦞 lobster,claw,shell,sea,crab,click
🦐 shrimp,prawn,claw,shell,sea,crab
🐚 shell,sea,crab
🐙 octopus,sea
🐠 fish,sea
🐳 whale,docker,sea
🐬 dolphin,sea
🐢 turtle,slow
🐌 snail,slow
🐶 dog,pet
🐱 cat,pet
🦊 fox
🐼 panda
🦄 unicorn,magic
🐝 bee,busy
🦆 duck,rubber duck
🐧 penguin,linux
🦉 owl,wise,night
🌱 seedling,grow,new
🌳 tree,green
🌸 blossom,spring,flower
🌻 sunflower
🍀 clover,luck
🌈 rainbow,pride
☀️ sun,weather
🌧️ rain,weather
❄️ snow,cold,winter
🌊 ocean,wave,sea,water
🌍 earth,world,globe
🌙 moon,night
🏠 house,home
🏢 office,work
🏖️ beach,holiday
✈️ plane,travel
🚗 car,drive
🚲 bike,cycle
🚂 train,rail
🎵 music,note,song
🎸 guitar,rock
🎮 game,play
🎲 dice,random,chance
🎨 art,design,paint
📷 camera,photo
🎬 film,action,video
💻 laptop,computer
📱 phone,mobile
🖥️ desktop,computer,monitor
🔋 battery,energy
💾 disk,save
💰 money,budget
💸 money flies,cost
🧾 receipt,invoice
🧊 ice,freeze
🪄 wand,magic
`;

/** Emoji → its words. */
export const emojiWords: ReadonlyMap<string, string[]> = new Map(
	list
		.trim()
		.split("\n")
		.map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1).split(",")]),
);
