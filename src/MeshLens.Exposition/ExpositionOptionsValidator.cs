using MeshLens.Files;
using Microsoft.Extensions.Options;

namespace MeshLens.Exposition;

/// <summary>Checks every option and names every mistake at once, each with the fix.</summary>
internal sealed class ExpositionOptionsValidator : IValidateOptions<ExpositionOptions>
{
    public ValidateOptionsResult Validate(string? name, ExpositionOptions options)
    {
        List<string> mistakes = [];
        Range(options.MaxEdges, 0, 100_000, "--metrics-edges", nameof(options.MaxEdges));
        Range(options.MaxEdgesWithBuckets, 0, 100_000, "--metrics-bucket-edges", nameof(options.MaxEdgesWithBuckets));
        Range(options.MaxScrapes, 1, 16, null, nameof(options.MaxScrapes));
        if (options.Every < TimeSpan.FromSeconds(5) || options.Every > TimeSpan.FromHours(1))
        {
            mistakes.Add($"{Named("--export-otlp-interval", nameof(options.Every))} is {(options.Every == TimeSpan.Zero ? "out of range" : $"{options.Every.TotalSeconds} s")}; set it between 5 and 3600 seconds.");
        }

        if (options.Endpoint is { } endpoint && !(endpoint.IsAbsoluteUri && endpoint.Scheme is ("http" or "https")))
        {
            mistakes.Add($"{Named("--export-otlp", nameof(options.Endpoint))} is '{endpoint}'; write http:// or https:// with a host and a port.");
        }

        if (options.TokenFile is { } token && !File.Exists(token))
        {
            mistakes.Add($"{Named("--export-otlp-token-file", nameof(options.TokenFile))} is {token}, which does not exist; give a file with the token that this user may read.");
        }

        if (options.AuthorityFile is { } authorities)
        {
            CheckAuthorities(authorities, options.Endpoint, mistakes);
        }

        return mistakes is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);

        void Range(int value, int least, int most, string? option, string key)
        {
            if (value < least || value > most)
            {
                mistakes.Add($"{Named(option, key)} is {value}; set it between {least} and {most}.");
            }
        }
    }

    private static void CheckAuthorities(string authorities, Uri? endpoint, List<string> mistakes)
    {
        if (AuthorityFile.Read(authorities, out var problem) is null)
        {
            mistakes.Add($"--export-otlp-ca: {problem}");
        }

        if (endpoint is null)
        {
            mistakes.Add("--export-otlp-ca says whom to trust where metrics are sent to, and nothing is named: add --export-otlp.");
        }
        else if (endpoint is { IsAbsoluteUri: true, Scheme: "http" })
        {
            mistakes.Add($"--export-otlp-ca is of no use with {endpoint}: leave it out, or name an https:// address.");
        }
    }

    // By the name that people type; the key is for those who configure it otherwise.
    private static string Named(string? option, string key) =>
        option is null ? $"{ExpositionOptions.Section}:{key}" : $"{option} ({ExpositionOptions.Section}:{key})";
}
