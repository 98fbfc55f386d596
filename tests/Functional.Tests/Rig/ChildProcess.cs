using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using MeshLens.Server.Supervision;

namespace Functional.Tests.Rig;

/// <summary>A program under test with what it wrote; it does not outlive its test.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = [];
    private readonly ConcurrentQueue<string> _errors = [];

    private ChildProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Errors => string.Join('\n', _errors);

    public static ChildProcess Start(string program, params IEnumerable<string> arguments) =>
        new(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_EnableDiagnostics"] = "0" }, // A runtime that is killed leaves its sockets behind.
        });

    /// <summary>Runs it to its end.</summary>
    public static async Task<EndedProcess> Run(string program, params IEnumerable<string> arguments)
    {
        await using var child = Start(program, arguments);
        return await child.End();
    }

    /// <summary>SIGTERM, and its end.</summary>
    public Task<EndedProcess> Stop()
    {
        Assert.Equal(0, Signals.Terminate(Id));
        return End();
    }

    /// <summary>The first group of the first line on standard error that matches.</summary>
    public Task<string> ErrorLine(string pattern) => Eventually.Find(
        $"a line like '{pattern}'",
        () => Task.FromResult(_errors.Select(line => Regex.Match(line, pattern)).FirstOrDefault(match => match.Success)?.Groups[^1].Value),
        () => $"It wrote:\n{Errors}");

    /// <summary>SIGKILL: no chance to say goodbye.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<EndedProcess> End()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        await _process.WaitForExitAsync(patience.Token);
        return new(_process.ExitCode, string.Join('\n', _output), [.. _errors]);
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null && lines.Count < 10_000)
        {
            lines.Enqueue(line);
        }
    }
}
