using Loops_App;
using Loops_App.Loops;

var builder = WebApplication.CreateBuilder(args);

// The key: dotnet user-secrets set Loops:ApiKey … while you develop, the environment variable Loops__ApiKey where it runs.
builder.Services.AddLoops<AppLoops>(builder.Configuration.GetSection("Loops")).UseSqliteOutbox();
builder.Services.AddHealthChecks().AddLoops<AppLoops>();

var app = builder.Build();
app.MapPost("/users", SignUp.PostAsync);
app.MapHealthChecks("/healthz");
app.Run();
