using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace LoopsMapping.Outbox.PostgreSql.Tests.Harness;

/// <summary>A PgBouncer in transaction mode before the test's PostgreSQL, with three connections for everybody. Without the program its tests are skipped, and say so.</summary>
public sealed class PgBouncer : IAsyncLifetime
{
    private static readonly string? Program = Find();

    private readonly int _port = FreePort();
    private DirectoryInfo? _folder;
    private Process? _process;

    public string ConnectionString(string direct)
    {
        Assert.SkipWhen(_process is null, "There is no pgbouncer on this machine.");
        return new NpgsqlConnectionStringBuilder(direct) { Host = "127.0.0.1", Port = _port, SslMode = SslMode.Disable }.ConnectionString;
    }

    public async ValueTask InitializeAsync()
    {
        if (Program is null || Environment.GetEnvironmentVariable("LOOPS_TEST_POSTGRES") is not { Length: > 0 } given)
            return;
        var server = new NpgsqlConnectionStringBuilder(given);
        _folder = Directory.CreateTempSubdirectory("loops-pgbouncer-");
        var path = Path.Combine(_folder.FullName, "pgbouncer.ini");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "users.txt"), $"\"{server.Username}\" \"{server.Password}\"\n");
        await File.WriteAllTextAsync(
            path,
            $"""
            [databases]
            * = host={server.Host} port={server.Port.ToString(CultureInfo.InvariantCulture)}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {_port.ToString(CultureInfo.InvariantCulture)}
            unix_socket_dir =
            auth_type = plain
            auth_file = {Path.Combine(_folder.FullName, "users.txt")}
            pool_mode = transaction
            default_pool_size = 3
            max_client_conn = 500
            ignore_startup_parameters = extra_float_digits
            """);
        // It does not run as root, and reads its files as whom it becomes.
        string[] user = Environment.UserName == "root" ? ["-u", "postgres"] : [];
        if (user.Length > 0 && !OperatingSystem.IsWindows())
        {
            foreach (var entry in new[] { _folder.FullName, path, Path.Combine(_folder.FullName, "users.txt") })
                File.SetUnixFileMode(entry, File.GetUnixFileMode(entry) | UnixFileMode.OtherRead | (entry == _folder.FullName ? UnixFileMode.OtherExecute : 0));
        }
        _process = Process.Start(new ProcessStartInfo(Program, ["-q", .. user, path]))!;
        await using var source = NpgsqlDataSource.Create(ConnectionString(given));
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
                return;
            }
            catch (NpgsqlException exception) when (exception.InnerException is SocketException && !_process.HasExited)
            {
                // It is starting.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
        _folder?.Delete(recursive: true);
    }

    private static string? Find() => new[] { "/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer" }.FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
