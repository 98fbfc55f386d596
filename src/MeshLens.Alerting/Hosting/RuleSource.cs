using MeshLens.Alerting.Files;
using MeshLens.Alerting.Reports;
using MeshLens.Alerting.Rules;
using Microsoft.Extensions.Logging;

namespace MeshLens.Alerting.Hosting;

/// <summary>The rules in force: of the operator's file, which is read again when it changes, else those that the API gave.</summary>
/// <remarks>A wrong file leaves the last good one in force. Sinks are as of the start: a change of them needs a restart.</remarks>
internal sealed partial class RuleSource(AlertingOptions options, ILogger<RuleSource> log)
{
    private readonly Lock _gate = new();
    private byte[]? _last;
    private IReadOnlyList<string> _errors = [];
    private string? _byApi;
    private (RuleSet Rules, AlertFile File) _inForce = (RuleSet.BuiltIn, AlertFile.Empty);

    /// <summary>Rules, and what else belongs to them: both of the same document.</summary>
    public (RuleSet Rules, AlertFile File) InForce
    {
        get
        {
            lock (_gate)
            {
                return _inForce;
            }
        }
    }

    /// <summary>What the API gave; null when it gave nothing.</summary>
    public string? ByApi
    {
        get
        {
            lock (_gate)
            {
                return _byApi;
            }
        }
    }

    public RuleList List()
    {
        lock (_gate)
        {
            return new([.. _inForce.Rules.All], options.File ?? (_byApi is null ? "" : "api"), _errors);
        }
    }

    /// <summary>Reads the file, if there is one and it changed.</summary>
    public void Look()
    {
        if (options.File is not { } path)
        {
            return;
        }

        try
        {
            var bytes = System.IO.File.ReadAllBytes(path);
            if (_last is null || !bytes.AsSpan().SequenceEqual(_last))
            {
                _last = bytes;
                Use(path, System.Text.Encoding.UTF8.GetString(bytes));
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Reject(path, [$"the file cannot be read: {failure.Message}"]);
        }
    }

    /// <summary>Takes what the API gives; the errors, or none when it is in force.</summary>
    public IReadOnlyList<string> UseOfApi(string yaml)
    {
        if (AlertFileReader.Read(yaml, out var errors, onlyRules: true) is not { } file)
        {
            return errors;
        }

        lock (_gate)
        {
            (_byApi, _inForce, _errors) = (yaml.Length > 0 ? yaml : null, (RuleSet.Of(file.Rules, file.Without), file), []);
        }

        return [];
    }

    private void Use(string path, string yaml)
    {
        if (AlertFileReader.Read(yaml, out var errors) is not { } file)
        {
            Reject(path, errors);
            return;
        }

        lock (_gate)
        {
            (_inForce, _errors) = ((RuleSet.Of(file.Rules, file.Without), file), []);
        }

        LogLoaded(InForce.Rules.All.Count, path);
    }

    private void Reject(string path, IReadOnlyList<string> errors)
    {
        lock (_gate)
        {
            if (errors.SequenceEqual(_errors))
            {
                return;
            }

            _errors = errors;
        }

        LogRejected(path, string.Join(' ', errors));
    }

    [LoggerMessage(LogLevel.Information, "{Count} alert rules are in force, with those of {Path}.")]
    private partial void LogLoaded(int count, string path);

    [LoggerMessage(LogLevel.Error, "The alert file {Path} is not used, rules stay as they are: {Errors}")]
    private partial void LogRejected(string path, string errors);
}
