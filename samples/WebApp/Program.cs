// A small web app that keeps Loops up to date. README.md beside this file says how to run it.
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebApp;
using WebApp.Data;
using WebApp.Endpoints;
using WebApp.Loops;

// A watch over appsettings.json hears of every file below it, and the data folder has files that are written to all the time.
var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);

var loops = builder.Services.AddLoops<AppLoops>(builder.Configuration.GetSection("Loops"));
if (builder.Configuration.GetConnectionString("App") is { Length: > 0 } connectionString)
{
    // Any number of instances: the users and the outbox are where all of them reach them.
    builder.Services.AddDbContext<AppDbContext>(options => options.UseNpgsql(connectionString));
    loops.UsePostgreSqlOutbox(connectionString, static store => store.CreateTables = true);
}
else
{
    var folder = DataFolder.Open(builder.Configuration);
    builder.Services.AddDbContext<AppDbContext>(options => options.UseSqlite($"Data Source={Path.Combine(folder, "app.db")}"));
    loops.UseSqliteOutbox(Path.Combine(folder, "loops.db"));
}
loops.UseEntityFrameworkCoreOutbox<AppDbContext>();

// Without Loops the app does all but e-mail, so it stays in rotation: Degraded is for whoever watches, Unhealthy would take it off the net.
builder.Services.AddHealthChecks().AddLoops<AppLoops>(failureStatus: HealthStatus.Degraded);

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<DatabaseProblems>();
builder.Services.AddValidation();
// A left-out "newsletter" must not be read as false, which takes somebody off the list.
builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.RespectRequiredConstructorParameters = true);
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

await Tables.CreateAsync(app.Services);
await app.RunAsync();
