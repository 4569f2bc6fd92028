using LoopsMapping;

namespace WebApp.Loops;

/// <summary>Somebody has moved to another plan.</summary>
[LoopsEvent("Plan Changed")]
public sealed record PlanChanged(Guid UserId, string Email, Plan OldPlan, Plan NewPlan)
{
    /// <summary>On the contact, so that the workflow which the event starts can rely on it.</summary>
    [LoopsContactProperty]
    public Plan Plan => NewPlan;
}
