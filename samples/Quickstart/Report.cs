using LoopsMapping.Testing;

namespace Quickstart;

/// <summary>Shows what the local Loops has now, as Loops' Audience and Events pages would.</summary>
internal static class Report
{
    public static void Print(LoopsServer server)
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
