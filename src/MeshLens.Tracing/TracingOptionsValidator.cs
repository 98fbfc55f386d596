using MeshLens.Files;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing;

/// <summary>Checks every option and names each wrong one with the values that would be right.</summary>
internal sealed class TracingOptionsValidator : IValidateOptions<TracingOptions>
{
    public ValidateOptionsResult Validate(string? name, TracingOptions options)
    {
        var errors = new List<string>();
        if (options.Http is null && options.Grpc is null)
        {
            errors.Add($"{TracingOptions.Section} names no backend: give {nameof(options.Http)} or {nameof(options.Grpc)}.");
        }

        Check(errors, nameof(options.Http), options.Http);
        Check(errors, nameof(options.Grpc), options.Grpc);
        if (options.AuthorityFile is { } authorities && AuthorityFile.Read(authorities, out var problem) is null)
        {
            errors.Add($"{TracingOptions.Section}:{nameof(options.AuthorityFile)}: {problem}");
        }

        foreach (var (header, value) in options.Headers.Where(static pair => !IsHeader(pair.Key, pair.Value)))
        {
            errors.Add($"{TracingOptions.Section}:{nameof(options.Headers)} has '{header}', which not every backend can be sent: use letters, digits, '-', '_' and '.', not '-bin' at the end, and {(value.Length == 0 ? "some value" : "printable ASCII for the value")}.");
        }

        Check(errors, nameof(options.QueueBytes), options.QueueBytes, 1L << 20, 16L << 30);
        Check(errors, nameof(options.Senders), options.Senders, 1, 256);
        Check(errors, nameof(options.MaximumBytes), options.MaximumBytes, 64 << 10, 64 << 20);
        Check(errors, nameof(options.Timeout), options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Check(errors, nameof(options.RetryFirst), options.RetryFirst, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Check(errors, nameof(options.RetryLongest), options.RetryLongest, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Check(errors, nameof(options.DrainFor), options.DrainFor, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    // As gRPC takes them; its client throws at others.
    private static bool IsHeader(string name, string value) =>
        name.Length > 0 && name.All(static each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_' or '.') && !name.EndsWith("-bin", StringComparison.OrdinalIgnoreCase)
        && value.Length > 0 && value.All(static each => each is >= ' ' and <= '~');

    private static void Check(List<string> errors, string option, Uri? address)
    {
        if (address is not null && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https")))
        {
            errors.Add($"{TracingOptions.Section}:{option} is {address}: give an address that begins with http:// or https://.");
        }
    }

    private static void Check<T>(List<string> errors, string option, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{TracingOptions.Section}:{option} is {value}: give a value from {least} to {most}.");
        }
    }
}
