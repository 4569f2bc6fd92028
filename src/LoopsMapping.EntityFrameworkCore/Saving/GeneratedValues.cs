using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace LoopsMapping.EntityFrameworkCore.Saving;

/// <summary>
/// Gives entities the values that the database made for them, before the context itself does so: it waits until everything has succeeded. Disposing
/// it takes them back.
/// </summary>
internal sealed class GeneratedValues : IDisposable
{
    private readonly List<(object Entity, MemberInfo Member, object? Before)> _set = [];

    /// <param name="context">A context whose changes are saved, and not accepted.</param>
    public GeneratedValues(DbContext context)
    {
        // Whether something has changed was found out before the save; nobody asks again.
        var detects = context.ChangeTracker.AutoDetectChangesEnabled;
        context.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var entry in context.ChangeTracker.Entries())
            {
                if (entry.State is not (EntityState.Added or EntityState.Modified))
                    continue;
                foreach (var property in entry.Properties)
                {
                    var member = (MemberInfo?)property.Metadata.FieldInfo ?? property.Metadata.PropertyInfo;
                    if (property.Metadata.IsShadowProperty() || property.Metadata.IsIndexerProperty() || member is null or PropertyInfo { SetMethod: null })
                        continue;
                    var before = Get(member, entry.Entity);
                    if (Equals(before, property.CurrentValue))
                        continue;
                    Set(member, entry.Entity, property.CurrentValue);
                    _set.Add((entry.Entity, member, before));
                }
            }
        }
        finally
        {
            context.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    public void Dispose()
    {
        foreach (var (entity, member, before) in _set)
            Set(member, entity, before);
        _set.Clear();
    }

    private static object? Get(MemberInfo member, object entity) => member is FieldInfo field ? field.GetValue(entity) : ((PropertyInfo)member).GetValue(entity);

    private static void Set(MemberInfo member, object entity, object? value)
    {
        if (member is FieldInfo field)
            field.SetValue(entity, value);
        else
            ((PropertyInfo)member).SetValue(entity, value);
    }
}
