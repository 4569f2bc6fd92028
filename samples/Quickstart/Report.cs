using LoopsMapping;
using LoopsMapping.Outbox;
using LoopsMapping.Testing;

namespace Quickstart;

/// <summary>What this program says besides its requests.</summary>
internal static class Report
{
    public static void Target(LoopsServer? local)
    {
        Console.WriteLine(local is null ? "Sending to Loops, with the key of Loops:ApiKey." : $"Sending to a local Loops at {local.BaseAddress} (set Loops__ApiKey to send to your account).");
        Console.WriteLine();
    }

    public static void Call(string call, LoopsReceipt receipt)
    {
        Console.WriteLine($"loops.{call}");
        Console.WriteLine($"  {receipt.Outcome}{(receipt.IdempotencyKey is { } key ? $", key {key}" : "")}");
        Console.WriteLine();
    }

    /// <summary>What an earlier run did not get to see delivered.</summary>
    public static void Left(IReadOnlyList<LoopsOutboxRecord> records)
    {
        Console.WriteLine($"{(records.Count == 1 ? "1 record was" : $"{records.Count} records were")} waiting in the outbox, left by an earlier run. This run sends what is left, and makes no new calls:");
        foreach (var record in records)
            Console.WriteLine($"  {record.Name} for {record.Email ?? record.UserId}, which Loops {(record.MayHaveArrived ? "may have" : "does not have")}");
        Console.WriteLine();
    }

    /// <summary>What the local Loops has now, as Loops' Audience and Events pages would show it.</summary>
    public static void Content(LoopsServer server)
    {
        Console.WriteLine("Audience");
        foreach (var contact in server.Contacts)
        {
            Console.WriteLine($"  {contact.Email}  userId {contact.UserId}  firstName {contact.FirstName}");
            foreach (var (name, value) in contact.Properties)
                Console.WriteLine($"    {name}: {value}");
        }

        Console.WriteLine();
        Console.WriteLine("Events");
        foreach (var received in server.Events)
        {
            Console.WriteLine($"  {received.Name}  for {received.Email}");
            foreach (var (name, value) in received.Properties)
                Console.WriteLine($"    {name}: {value}");
        }
    }
}
