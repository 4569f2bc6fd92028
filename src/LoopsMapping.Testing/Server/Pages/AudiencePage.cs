namespace LoopsMapping.Testing.Pages;

/// <summary>The contacts with their properties, the newest first.</summary>
internal static class AudiencePage
{
    public static string Write(string team, string path, IReadOnlyList<LoopsServerContact> contacts)
    {
        var html = new HtmlText();
        if (contacts.Count > 0)
            WriteTable(html, contacts);
        var summary = contacts.Count switch { 0 => "No contacts yet.", 1 => "1 contact", _ => $"{contacts.Count} contacts, the newest first" };
        return PageLayout.Write(team, path, "Audience", summary, html.ToString());
    }

    private static void WriteTable(HtmlText html, IReadOnlyList<LoopsServerContact> contacts)
    {
        html.Raw("<div class=\"scroll\"><table>\n<thead><tr><th>Email</th><th>User ID</th><th>Name</th><th>Subscribed</th><th>Properties</th></tr></thead>\n<tbody>\n");
        foreach (var contact in contacts.Reverse())
        {
            html.Raw("<tr>")
                .IdCell(contact.Email)
                .IdCell(contact.UserId)
                .Cell(string.Join(' ', new[] { contact.FirstName, contact.LastName }.Where(static name => !string.IsNullOrEmpty(name))))
                .Cell(contact.Subscribed ? "yes" : "no")
                .Cell(Properties(contact))
                .Raw("</tr>\n");
        }
        html.Raw("</tbody>\n</table></div>");
    }

    private static IEnumerable<(string Name, string Value)> Properties(LoopsServerContact contact)
    {
        yield return ("source", contact.Source);
        if (contact.UserGroup.Length > 0)
            yield return ("userGroup", contact.UserGroup);
        if (contact.MailingLists.Count > 0)
            yield return ("mailingLists", string.Join(", ", contact.MailingLists.Keys));
        foreach (var property in HtmlText.Values(contact.Properties))
            yield return property;
    }
}
