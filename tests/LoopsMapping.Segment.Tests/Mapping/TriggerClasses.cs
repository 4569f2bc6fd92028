namespace LoopsMapping.Segment.Tests.Mapping;

// What a trigger does with the message of the test, by its name. Only the mixed ones are warned of, and meant.
#pragma warning disable LOOPS041

[LoopsDestination(
    typeof(Trigger1), typeof(Trigger2), typeof(Trigger3), typeof(Trigger4), typeof(Trigger5), typeof(Trigger6), typeof(Trigger7), typeof(Trigger8),
    typeof(Trigger9), typeof(Trigger10), typeof(Trigger11), typeof(Trigger12), typeof(Trigger13), typeof(Trigger14), typeof(Trigger15), typeof(Trigger16),
    typeof(Trigger17), typeof(Trigger18), typeof(Trigger19), typeof(Trigger20), typeof(Trigger21), typeof(Trigger22), typeof(Trigger23), typeof(Trigger24),
    typeof(Trigger25), typeof(Trigger26), typeof(Trigger27), typeof(Trigger28), typeof(Trigger29), typeof(Trigger30), typeof(Trigger31), typeof(Trigger32),
    typeof(Trigger33), typeof(Trigger34), typeof(Trigger35), typeof(Trigger36), typeof(Trigger37), typeof(Trigger38), typeof(Trigger39), typeof(Trigger40),
    typeof(Trigger41), typeof(Trigger42), typeof(Trigger43), typeof(Trigger44), typeof(Trigger45), typeof(Trigger46), typeof(Trigger47), typeof(Trigger48),
    typeof(Trigger49), typeof(Trigger50), typeof(Trigger51), typeof(Trigger52), typeof(Trigger53), typeof(Trigger54), typeof(Trigger55), typeof(Trigger56),
    typeof(Trigger57), typeof(Trigger58), typeof(Trigger59), typeof(Trigger60), typeof(Trigger61), typeof(Trigger62), typeof(Trigger63), typeof(Trigger64),
    typeof(Trigger65), typeof(Trigger66), typeof(Trigger67), typeof(Trigger68), typeof(Trigger69), typeof(Trigger70), typeof(Trigger71), typeof(Trigger72),
    typeof(Trigger73), typeof(Trigger74), typeof(Trigger75), typeof(Trigger76), typeof(Trigger77), typeof(Trigger78), typeof(Trigger79), typeof(Trigger80),
    typeof(Trigger81), typeof(Trigger82), typeof(Trigger83), typeof(Trigger84), typeof(Trigger85), typeof(Trigger86), typeof(Trigger87), typeof(Trigger88),
    typeof(Trigger89), typeof(Trigger90), typeof(Trigger91), typeof(Trigger92), typeof(Trigger93), typeof(Trigger94), typeof(Trigger95), typeof(Trigger96),
    MaxMappings = 200)]
public partial class TriggerLoops;

[LoopsEvent("fires 1", Trigger = @"type = ""track""")]
public sealed record Trigger1(string Email);

[LoopsEvent("is silent 2", Trigger = @"type = ""identify""")]
public sealed record Trigger2(string Email);

[LoopsEvent("fires 3", Trigger = @"type=""track""")]
public sealed record Trigger3(string Email);

[LoopsEvent("fires 4", Trigger = @"type != ""identify""")]
public sealed record Trigger4(string Email);

[LoopsEvent("fires 5", Trigger = @"event = ""Order Completed""")]
public sealed record Trigger5(string Email);

[LoopsEvent("is silent 6", Trigger = @"event = ""order completed""")]
public sealed record Trigger6(string Email);

[LoopsEvent("fires 7", Trigger = @"event != ""X""")]
public sealed record Trigger7(string Email);

[LoopsEvent("is silent 8", Trigger = @"event = null")]
public sealed record Trigger8(string Email);

[LoopsEvent("fires 9", Trigger = @"event != null")]
public sealed record Trigger9(string Email);

[LoopsEvent("is silent 10", Trigger = @"userId = null")]
public sealed record Trigger10(string Email);

[LoopsEvent("fires 11", Trigger = @"userId != null")]
public sealed record Trigger11(string Email);

[LoopsEvent("fires 12", Trigger = @"userId = ""u-1""")]
public sealed record Trigger12(string Email);

[LoopsEvent("fires 13", Trigger = @"name = null")]
public sealed record Trigger13(string Email);

[LoopsEvent("is silent 14", Trigger = @"name != null")]
public sealed record Trigger14(string Email);

[LoopsEvent("fires 15", Trigger = @"anonymousId = ""a-1""")]
public sealed record Trigger15(string Email);

[LoopsEvent("fires 16", Trigger = @"anonymousId != null")]
public sealed record Trigger16(string Email);

[LoopsEvent("is silent 17", Trigger = @"type = ""track"" and anonymousId = ""zzz""")]
public sealed record Trigger17(string Email);

[LoopsEvent("fires 18", Trigger = @"properties.price = 19.99")]
public sealed record Trigger18(string Email);

[LoopsEvent("is silent 19", Trigger = @"properties.price = ""19.99""")]
public sealed record Trigger19(string Email);

[LoopsEvent("is silent 20", Trigger = @"properties.price != 19.99")]
public sealed record Trigger20(string Email);

[LoopsEvent("fires 21", Trigger = @"properties.price != 20")]
public sealed record Trigger21(string Email);

[LoopsEvent("fires 22", Trigger = @"properties.price > 19")]
public sealed record Trigger22(string Email);

[LoopsEvent("fires 23", Trigger = @"properties.price >= 19.99")]
public sealed record Trigger23(string Email);

[LoopsEvent("is silent 24", Trigger = @"properties.price < 19.99")]
public sealed record Trigger24(string Email);

[LoopsEvent("fires 25", Trigger = @"properties.price <= 19.99")]
public sealed record Trigger25(string Email);

[LoopsEvent("is silent 26", Trigger = @"properties.qty = 5")]
public sealed record Trigger26(string Email);

[LoopsEvent("fires 27", Trigger = @"properties.qty = ""5""")]
public sealed record Trigger27(string Email);

[LoopsEvent("is silent 28", Trigger = @"properties.qty > 4")]
public sealed record Trigger28(string Email);

[LoopsEvent("fires 29", Trigger = @"properties.missing != 5")]
public sealed record Trigger29(string Email);

[LoopsEvent("fires 30", Trigger = @"properties.missing != ""x""")]
public sealed record Trigger30(string Email);

[LoopsEvent("is silent 31", Trigger = @"properties.missing = ""x""")]
public sealed record Trigger31(string Email);

[LoopsEvent("is silent 32", Trigger = @"properties.missing > 0")]
public sealed record Trigger32(string Email);

[LoopsEvent("fires 33", Trigger = @"properties.price > -1")]
public sealed record Trigger33(string Email);

[LoopsEvent("fires 34", Trigger = @"properties.ok = true")]
public sealed record Trigger34(string Email);

[LoopsEvent("is silent 35", Trigger = @"properties.ok = ""true""")]
public sealed record Trigger35(string Email);

[LoopsEvent("fires 36", Trigger = @"properties.no = false")]
public sealed record Trigger36(string Email);

[LoopsEvent("is silent 37", Trigger = @"properties.ok != true")]
public sealed record Trigger37(string Email);

[LoopsEvent("is silent 38", Trigger = @"properties.missing = false")]
public sealed record Trigger38(string Email);

[LoopsEvent("fires 39", Trigger = @"properties.missing != true")]
public sealed record Trigger39(string Email);

[LoopsEvent("fires 40", Trigger = @"properties.nul = null")]
public sealed record Trigger40(string Email);

[LoopsEvent("is silent 41", Trigger = @"properties.nul != null")]
public sealed record Trigger41(string Email);

[LoopsEvent("fires 42", Trigger = @"properties.missing = null")]
public sealed record Trigger42(string Email);

[LoopsEvent("fires 43", Trigger = @"properties.no != null")]
public sealed record Trigger43(string Email);

[LoopsEvent("is silent 44", Trigger = @"properties.list = null")]
public sealed record Trigger44(string Email);

[LoopsEvent("fires 45", Trigger = @"contains(event, ""Order"")")]
public sealed record Trigger45(string Email);

[LoopsEvent("is silent 46", Trigger = @"contains(event, ""order"")")]
public sealed record Trigger46(string Email);

[LoopsEvent("fires 47", Trigger = @"!contains(event, ""Foo"")")]
public sealed record Trigger47(string Email);

[LoopsEvent("fires 48", Trigger = @"contains(properties.title, ""Scott"")")]
public sealed record Trigger48(string Email);

[LoopsEvent("is silent 49", Trigger = @"contains(properties.missing, ""x"")")]
public sealed record Trigger49(string Email);

[LoopsEvent("fires 50", Trigger = @"!contains(properties.missing, ""x"")")]
public sealed record Trigger50(string Email);

[LoopsEvent("is silent 51", Trigger = @"contains(properties.list, ""a"")")]
public sealed record Trigger51(string Email);

[LoopsEvent("fires 52", Trigger = @"contains(type, ""tr"")")]
public sealed record Trigger52(string Email);

[LoopsEvent("fires 53", Trigger = @"match(event, ""Order*"")")]
public sealed record Trigger53(string Email);

[LoopsEvent("fires 54", Trigger = @"match(event, ""*Completed"")")]
public sealed record Trigger54(string Email);

[LoopsEvent("is silent 55", Trigger = @"!match(event, ""Order*"")")]
public sealed record Trigger55(string Email);

[LoopsEvent("fires 56", Trigger = @"match(event, ""Order*Completed"")")]
public sealed record Trigger56(string Email);

[LoopsEvent("fires 57", Trigger = @"match(event, ""Order Completed"")")]
public sealed record Trigger57(string Email);

[LoopsEvent("fires 58", Trigger = @"match(event, ""*rder*"")")]
public sealed record Trigger58(string Email);

[LoopsEvent("fires 59", Trigger = @"match(event, ""?rder Completed"")")]
public sealed record Trigger59(string Email);

[LoopsEvent("fires 60", Trigger = @"match(event, ""*"")")]
public sealed record Trigger60(string Email);

[LoopsEvent("is silent 61", Trigger = @"match(properties.missing, ""x*"")")]
public sealed record Trigger61(string Email);

[LoopsEvent("fires 62", Trigger = @"!match(properties.missing, ""x*"")")]
public sealed record Trigger62(string Email);

[LoopsEvent("fires 63", Trigger = @"type = ""track"" and event = ""Order Completed""")]
public sealed record Trigger63(string Email);

[LoopsEvent("fires 64", Trigger = @"type = ""identify"" or event = ""Order Completed""")]
public sealed record Trigger64(string Email);

[LoopsEvent("fires 65", Trigger = @"type = ""identify"" and event = ""X"" or event = ""Order Completed""")]
public sealed record Trigger65(string Email);

[LoopsEvent("fires 66", Trigger = @"event = ""Order Completed"" or type = ""identify"" and event = ""X""")]
public sealed record Trigger66(string Email);

[LoopsEvent("is silent 67", Trigger = @"type = ""identify"" and (event = ""X"" or event = ""Order Completed"")")]
public sealed record Trigger67(string Email);

[LoopsEvent("fires 68", Trigger = @"type = ""track"" and (event = ""X"" or event = ""Order Completed"")")]
public sealed record Trigger68(string Email);

[LoopsEvent("fires 69", Trigger = @"(type = ""identify"" and event = ""X"") or type = ""track""")]
public sealed record Trigger69(string Email);

[LoopsEvent("fires 70", Trigger = @"type = ""track"" and (contains(event, ""X"") or event = ""Order Completed"")")]
public sealed record Trigger70(string Email);

[LoopsEvent("fires 71", Trigger = @"type = ""track"" and (event = ""Order Completed"" or contains(event, ""X""))")]
public sealed record Trigger71(string Email);

[LoopsEvent("fires 72", Trigger = @"type = ""track"" and ((event = ""X"") or (event = ""Order Completed""))")]
public sealed record Trigger72(string Email);

[LoopsEvent("fires 73", Trigger = @"!(type = ""identify"")")]
public sealed record Trigger73(string Email);

[LoopsEvent("is silent 74", Trigger = @"!(type = ""track"")")]
public sealed record Trigger74(string Email);

[LoopsEvent("fires 75", Trigger = @"traits.email = ""a@company.com""")]
public sealed record Trigger75(string Email);

[LoopsEvent("fires 76", Trigger = @"match(traits.email, ""*@company.com"")")]
public sealed record Trigger76(string Email);

[LoopsEvent("fires 77", Trigger = @"context.app.name = ""shop""")]
public sealed record Trigger77(string Email);

[LoopsEvent("fires 78", Trigger = @"contains(context.library.name, ""js"")")]
public sealed record Trigger78(string Email);

[LoopsEvent("fires 79", Trigger = @"properties.nested.deep.x = 1")]
public sealed record Trigger79(string Email);

[LoopsEvent("fires 80", Trigger = @"properties.product\ 1.price = 3")]
public sealed record Trigger80(string Email);

[LoopsEvent("fires 81", Trigger = @"properties.list.0 = ""a""")]
public sealed record Trigger81(string Email);

[LoopsEvent("fires 82", Trigger = @"properties.list[0] = ""a""")]
public sealed record Trigger82(string Email);

[LoopsEvent("is silent 83", Trigger = @"context.traits.plan = ""pro""")]
public sealed record Trigger83(string Email);

[LoopsEvent("is silent 84", Trigger = @"groupId = ""g""")]
public sealed record Trigger84(string Email);

[LoopsEvent("is silent 85", Trigger = @"properties = null")]
public sealed record Trigger85(string Email);

[LoopsEvent("fires 86", Trigger = @"traits != null")]
public sealed record Trigger86(string Email);

[LoopsEvent("is silent 87", Trigger = @"messageId != null")]
public sealed record Trigger87(string Email);

[LoopsEvent("fires 88", Trigger = @"lowercase(event) = ""order completed""")]
public sealed record Trigger88(string Email);

[LoopsEvent("fires 89", Trigger = @"length(userId) > 0")]
public sealed record Trigger89(string Email);

[LoopsEvent("fires 90", Trigger = @"typeof(properties.price) = ""number""")]
public sealed record Trigger90(string Email);

[LoopsEvent("fires 91", Trigger = @"""a"" in properties.list")]
public sealed record Trigger91(string Email);

[LoopsEvent("fires 92", Trigger = @"type in [""track"",""identify""]")]
public sealed record Trigger92(string Email);

[LoopsEvent("fires 93", Trigger = @"properties.ok")]
public sealed record Trigger93(string Email);

[LoopsEvent("is silent 94", Trigger = @"type = ""tr\""ack""")]
public sealed record Trigger94(string Email);

[LoopsEvent("is silent 95", Trigger = @"event = ""Order ~ Completed""")]
public sealed record Trigger95(string Email);

[LoopsEvent("is silent 96", Trigger = @"event = ""Order\ Completed""")]
public sealed record Trigger96(string Email);
