using System.Diagnostics;
using System.Globalization;

namespace Tests.Shared;

/// <summary>The port on which a program listens that was told to take any (port 0): one that is chosen before may be somebody else's by then.</summary>
internal static class ListeningPort
{
    private const string Listening = "0A";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until it listens on an IPv4 address.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    /// <exception cref="TimeoutException">It does not listen.</exception>
    public static async Task<int> OfAsync(Process program, CancellationToken cancellation)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience; await Task.Delay(Look, cancellation))
        {
            if (program.HasExited)
            {
                throw new InvalidOperationException($"{program.StartInfo.FileName} ended with {program.ExitCode} before it listened.");
            }

            if (Find(program.Id) is { } port)
            {
                return port;
            }
        }

        throw new TimeoutException($"{program.StartInfo.FileName} did not listen within {Patience.TotalSeconds} s.");
    }

    // "   0: 0100007F:2382 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 48156 1 ...", the inode being the tenth.
    private static int? Find(int process)
    {
        var sockets = Sockets(process);
        return File.ReadLines($"/proc/{process}/net/tcp").Skip(1)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening && sockets.Contains($"socket:[{fields[9]}]"))
            .Select(static fields => (int?)int.Parse(fields[1].AsSpan(fields[1].IndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .FirstOrDefault();
    }

    private static HashSet<string?> Sockets(int process) =>
        [.. Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Select(static descriptor => new FileInfo(descriptor).LinkTarget)];
}
