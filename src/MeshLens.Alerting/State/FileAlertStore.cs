using System.Text.Json;
using MeshLens.Files;
using Microsoft.Extensions.Logging;

namespace MeshLens.Alerting.State;

/// <summary>One file in the data directory, replaced as a whole at each save.</summary>
internal sealed partial class FileAlertStore(string directory, ILogger<FileAlertStore> log) : IAlertStore
{
    private const string Name = "alerts.json";

    private readonly SemaphoreSlim _writing = new(1);
    private bool _failing;

    private string File => Path.Combine(directory, Name);

    public async Task<AlertMemory> Load(CancellationToken cancellation)
    {
        try
        {
            var bytes = await System.IO.File.ReadAllBytesAsync(File, cancellation);
            return Read(bytes);
        }
        catch (Exception first) when (first is FileNotFoundException or DirectoryNotFoundException)
        {
            return new();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(File, failure.Message);
            return new();
        }
    }

    public async Task<bool> Save(AlertMemory memory, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            Directory.CreateDirectory(directory);
            using (var replacement = new Replacement(File))
            {
                await replacement.Content.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(memory, AlertingJson.Default.AlertMemory), cancellation);
                replacement.Complete();
                replacement.Replace();
            }

            DirectoryEntries.Flush(directory);
            Report(null);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Report(failure.Message);
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    private AlertMemory Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, AlertingJson.Default.AlertMemory) is not { Version: AlertMemory.CurrentVersion } memory
                ? throw new JsonException("It was written by another version.")
                : memory.IsWhole ? memory : throw new JsonException("Parts of it are missing.");
        }
        catch (JsonException failure)
        {
            System.IO.File.Copy(File, File + ".damaged", overwrite: true);
            LogDamaged(File, failure.Message);
            return new();
        }
    }

    private void Report(string? failure)
    {
        if (failure is not null && !_failing)
        {
            LogFailing(failure, directory);
        }
        else if (failure is null && _failing)
        {
            LogRecovered(directory);
        }

        _failing = failure is not null;
    }

    [LoggerMessage(LogLevel.Warning, "The alert state {Path} cannot be read ({Reason}): alerts that fired may be told once more.")]
    private partial void LogUnreadable(string path, string reason);

    [LoggerMessage(LogLevel.Warning, "The alert state {Path} is damaged ({Reason}) and was kept beside itself as .damaged: alerts that fired may be told once more.")]
    private partial void LogDamaged(string path, string reason);

    [LoggerMessage(LogLevel.Warning, "Alert state cannot be saved ({Reason}): a restart may tell alerts twice or not that they are over. Free the directory {Directory}, or name another one with --data DIRECTORY.")]
    private partial void LogFailing(string reason, string directory);

    [LoggerMessage(LogLevel.Information, "Alert state is saved in {Directory} again.")]
    private partial void LogRecovered(string directory);
}
