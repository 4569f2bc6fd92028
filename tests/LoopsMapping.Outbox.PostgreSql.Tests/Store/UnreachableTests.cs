using System.Net;
using System.Net.Sockets;
using LoopsMapping.Outbox.PostgreSql.Tests.Harness;
using LoopsMapping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql.Tests.Store;

/// <summary>A database that cannot be used now, or never.</summary>
public sealed class UnreachableTests : PostgreSqlTest
{
    [Fact]
    public async Task An_application_starts_without_the_database_and_sends_once_it_is_there()
    {
        await using var server = await LoopsServer.StartAsync(new() { RequestsPerSecond = 0 }, Cancel);
        await ExecuteAsync(PostgreSqlOutboxSchema.GetScript(Schema));
        await using var gate = new Gate(ConnectionString);
        await using var app = new App(server, loops => loops.UsePostgreSqlOutbox(gate.ConnectionString, store => store.Schema = Schema));
        await app.StartAsync();
        var exception = await Assert.ThrowsAsync<LoopsOutboxException>(() => app.Loops.TrackAsync(new Stepped("u1", 1), cancellationToken: Cancel));
        Assert.True(exception.IsTransient);
        Assert.Contains("it cannot be reached", exception.Message, StringComparison.Ordinal);

        gate.Open();
        await app.Loops.TrackAsync(new Stepped("u1", 2), cancellationToken: Cancel);
        await app.Loops.FlushAsync(Cancel);
        Assert.Equal(2, Assert.Single(server.Events).Properties["step"].GetInt32());
    }

    [Fact]
    public async Task What_can_never_work_ends_the_application_at_its_start()
    {
        await using var server = await LoopsServer.StartAsync(new() { RequestsPerSecond = 0 }, Cancel);
        var wrong = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "loops_no_such_database", Password = "secret-of-the-database" };
        await using var app = new App(server, loops => loops.UsePostgreSqlOutbox(wrong.ConnectionString));
        var exception = await Assert.ThrowsAsync<LoopsOutboxException>(app.StartAsync);
        Assert.False(exception.IsTransient);
        Assert.DoesNotContain(wrong.Password, exception.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A way to the database that is closed until it is opened.</summary>
    private sealed class Gate : IAsyncDisposable
    {
        private readonly CancellationTokenSource _closing = new();
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly NpgsqlConnectionStringBuilder _behind;
        private Task _running = Task.CompletedTask;

        public Gate(string connectionString)
        {
            _behind = new(connectionString);
            // Bound and not listening, it refuses connections, and nobody else gets the port.
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = ((IPEndPoint)_socket.LocalEndPoint!).Port, SslMode = SslMode.Disable }.ConnectionString;
        }

        public string ConnectionString { get; }

        public void Open()
        {
            _socket.Listen();
            _running = AcceptAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _closing.CancelAsync();
            _socket.Dispose();
            await _running;
            _closing.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _ = ForwardAsync(await _socket.AcceptAsync(_closing.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Closed.
            }
        }

        private async Task ForwardAsync(Socket client)
        {
            try
            {
                using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await server.ConnectAsync(_behind.Host!, _behind.Port, _closing.Token);
                await using var near = new NetworkStream(client, ownsSocket: true);
                await using var far = new NetworkStream(server);
                await Task.WhenAny(near.CopyToAsync(far, _closing.Token), far.CopyToAsync(near, _closing.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
            {
                // Closed.
            }
        }
    }
}
