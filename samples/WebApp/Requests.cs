using System.ComponentModel.DataAnnotations;
using WebApp.Loops;

namespace WebApp;

/// <param name="Newsletter">What was decided; null for "not asked", which is not "no".</param>
public sealed record SignUpRequest(
    [property: Required, EmailAddress, StringLength(254)] string Email,
    [property: EnumDataType(typeof(Plan))] Plan Plan,
    [property: StringLength(100)] string? FirstName = null,
    bool? Newsletter = null);

public sealed record PlanRequest([property: EnumDataType(typeof(Plan))] Plan Plan);

public sealed record PreferencesRequest(bool Newsletter);

public sealed record PasswordResetRequest([property: Required, EmailAddress, StringLength(254)] string Email);
