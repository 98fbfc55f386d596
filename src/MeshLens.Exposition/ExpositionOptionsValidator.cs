using MeshLens.Files;
using Microsoft.Extensions.Options;

namespace MeshLens.Exposition;

/// <summary>Checks every option and names every mistake at once, each with the fix.</summary>
internal sealed class ExpositionOptionsValidator : IValidateOptions<ExpositionOptions>
{
    public ValidateOptionsResult Validate(string? name, ExpositionOptions options)
    {
        List<string> mistakes = [];
        Range(options.MaxEdges, 0, 100_000, nameof(options.MaxEdges));
        Range(options.MaxEdgesWithBuckets, 0, 100_000, nameof(options.MaxEdgesWithBuckets));
        Range(options.MaxScrapes, 1, 16, nameof(options.MaxScrapes));
        Range(options.Every, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1), nameof(options.Every));
        if (options.Endpoint is { } endpoint && !(endpoint.IsAbsoluteUri && endpoint.Scheme is ("http" or "https")))
        {
            mistakes.Add($"{ExpositionOptions.Section}:{nameof(options.Endpoint)} is '{endpoint}'; write http:// or https:// with a host and a port.");
        }

        if (options.TokenFile is { } token && !File.Exists(token))
        {
            mistakes.Add($"{ExpositionOptions.Section}:{nameof(options.TokenFile)} is {token}, which does not exist; give a file with the token that this user may read.");
        }

        if (options.AuthorityFile is { } authorities)
        {
            CheckAuthorities(authorities, options.Endpoint, mistakes);
        }

        return mistakes is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);

        void Range<T>(T value, T least, T most, string option) where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                mistakes.Add($"{ExpositionOptions.Section}:{option} is {value}; set it between {least} and {most}.");
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
}
