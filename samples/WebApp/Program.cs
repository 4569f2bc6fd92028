// A small web app that keeps Loops up to date. README.md beside this file says how to run it.
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebApp;
using WebApp.Endpoints;
using WebApp.Loops;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddLoops<AppLoops>(builder.Configuration.GetSection("Loops"));

// Without Loops the app does all but e-mail, so it stays in rotation: Degraded is for whoever watches, Unhealthy would take it off the net.
builder.Services.AddHealthChecks().AddLoops<AppLoops>(failureStatus: HealthStatus.Degraded);

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<UserStore>();
builder.Services.AddSingleton<ResetLinks>();

builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<LoopsProblems>();
builder.Services.AddValidation();
builder.Services.ConfigureHttpJsonOptions(static options =>
{
    options.SerializerOptions.TypeInfoResolverChain.Insert(0, AppJson.Default);
    // A left-out "newsletter" must not be read as false, which takes somebody off the list.
    options.SerializerOptions.RespectRequiredConstructorParameters = true;
});
// In Development, too, what cannot be read is 400.
builder.Services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = false);

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseFileServer();

app.MapPost("/users", SignUp.PostAsync);
app.MapPut("/users/{id:guid}/plan", ChangePlan.PutAsync);
app.MapPut("/users/{id:guid}/preferences", ChangePreferences.PutAsync);
app.MapPost("/password-resets", ResetPassword.PostAsync);
app.MapDelete("/users/{id:guid}", DeleteAccount.DeleteAsync);
app.MapHealthChecks("/healthz");

app.Run();
