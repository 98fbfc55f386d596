using MeshLens.Ingest.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Naming.Static;

/// <summary>Reads the endpoint file at start and whenever it changes; a wrong file leaves the last good one in force.</summary>
/// <remarks>
/// It looks at the file again and again instead of being told: notifications miss files behind symbolic links that are
/// swapped, which is how Kubernetes updates mounted configuration.
/// </remarks>
internal sealed partial class EndpointFileWatcher(
    EndpointFileResolver resolver, IOptions<IngestOptions> options, TimeProvider time, ILogger<EndpointFileWatcher> logger)
    : BackgroundService
{
    private byte[]? _last;
    private bool _missing;

    /// <summary>Looks once; true when a changed file was taken over.</summary>
    public bool Look()
    {
        var path = options.Value.EndpointFile;
        if (TryRead(path) is not { } bytes || (_last is not null && bytes.AsSpan().SequenceEqual(_last)))
        {
            return false;
        }

        _last = bytes;
        var errors = new List<string>();
        if (EndpointFileReader.Read(bytes, errors) is not { } table)
        {
            Rejected(path, errors.Count, string.Join(' ', errors));
            return false;
        }

        resolver.Use(table);
        Loaded(table.Count, path);
        return true;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.EndpointFile.Length > 0)
        {
            Look();
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.EndpointFile.Length == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.EndpointFileInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Look();
        }
    }

    private byte[]? TryRead(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            _missing = false;
            return bytes;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (!_missing)
            {
                Unreadable(path, fault.Message);
            }

            _missing = true;
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} endpoints are named by {Path}.")]
    private partial void Loaded(int count, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The endpoint file {Path} has {Count} errors and is not used: {Errors}")]
    private partial void Rejected(string path, int count, string errors);

    [LoggerMessage(Level = LogLevel.Error, Message = "The endpoint file {Path} cannot be read, names stay as they are: {Reason}")]
    private partial void Unreadable(string path, string reason);
}
