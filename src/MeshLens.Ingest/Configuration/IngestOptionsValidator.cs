using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Configuration;

/// <summary>Checks every option and names each wrong one with the values that would be right.</summary>
internal sealed class IngestOptionsValidator : IValidateOptions<IngestOptions>
{
    public ValidateOptionsResult Validate(string? name, IngestOptions options)
    {
        var errors = new List<string>();
        Check(errors, options.MaximumMessageBytes, 64 << 10, 256 << 20);
        Check(errors, options.MaximumAgents, 1, 65_536);
        Check(errors, options.MaximumFlowsPerAgent, 16, 1 << 20);
        Check(errors, options.MaximumAge, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        Check(errors, options.AgentSilence, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Check(errors, options.EndpointFileInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        Check(errors, options.ConnectionCapacity, 16, 4 << 20);
        Check(errors, options.ConnectionLifetime, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));
        Check(errors, options.FlushInterval, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(5));
        Check(errors, options.FlushConcurrency, 1, 1024);
        Check(errors, options.MaximumEdges, 1, 1_000_000);
        Check(errors, options.MaximumPendingWindows, 1, 10_000_000);
        Check(errors, options.AccessLogQueueBytes, 64L << 10, 4L << 30);
        Check(errors, options.AccessLogWorkers, 1, 64);
        Check(errors, options.EdgeIdle, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check<T>(
        List<string> errors, T value, T least, T most, [CallerArgumentExpression(nameof(value))] string option = "")
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{IngestOptions.Section}:{option[(option.IndexOf('.', StringComparison.Ordinal) + 1)..]} is {value}: "
                + $"give a value from {least} to {most}.");
        }
    }
}
