using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.Probes;

/// <summary>Says everything that is wrong at once, each with its remedy.</summary>
public sealed class ProbeOptionsValidator : IValidateOptions<ProbeOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ProbeOptions options)
    {
        List<string> mistakes = [.. Mistakes(options)];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    /// <summary>All of them.</summary>
    public static IEnumerable<string> Mistakes(ProbeOptions options)
    {
        foreach (var mistake in options.Allowed.Select(ProbeAllowance.Mistake).OfType<string>())
        {
            yield return $"--probe-allow: {mistake}";
        }

        if (options.Peers is < 0 or > 64)
        {
            yield return $"--probe-peers is {options.Peers}: choose 0 to 64.";
        }

        if (options.MaximumQuestions is < 1 or > 64)
        {
            yield return $"{ProbeOptions.Section}:{nameof(ProbeOptions.MaximumQuestions)} is {options.MaximumQuestions}: choose 1 to 64.";
        }
    }
}
