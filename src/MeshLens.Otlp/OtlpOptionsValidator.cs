using Microsoft.Extensions.Options;

namespace MeshLens.Otlp;

/// <summary>Checks every option and names each wrong one with the values that would be right.</summary>
internal sealed class OtlpOptionsValidator : IValidateOptions<OtlpOptions>
{
    public ValidateOptionsResult Validate(string? name, OtlpOptions options)
    {
        var errors = new List<string>();
        Check(errors, nameof(options.MaximumBytes), options.MaximumBytes, 64 << 10, 64 << 20);
        Check(errors, nameof(options.MaximumRequests), options.MaximumRequests, 1, 65_536);
        Check(errors, nameof(options.RetryAfter), options.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Check<T>(List<string> errors, string option, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            errors.Add($"{OtlpOptions.Section}:{option} is {value}: give a value from {least} to {most}.");
        }
    }
}
