using System.Text.RegularExpressions;
using LibBpfSharp;

namespace MeshLens.Agent.Loading;

/// <summary>The kernel refused one program, which others may well do without.</summary>
internal sealed partial class ProgramRefusedException(string program, BpfException refused)
    : Exception($"The kernel refused the program {program}: {refused.Message}", refused)
{
    public string Program { get; } = program;

    /// <summary>Such as <c>EINVAL</c>.</summary>
    public string Reason { get; } = refused.ErrnoName;

    /// <summary>The program that libbpf blames for a failed load, or null when it blames none.</summary>
    /// <remarks><c>prog 'walk': BPF program load failed: Permission denied</c></remarks>
    public static string? FindProgram(BpfException refused)
    {
        var blamed = (refused.Log?.Messages ?? []).Select(message => Blame().Match(message)).LastOrDefault(match => match.Success);
        return blamed?.Groups[1].Value;
    }

    [GeneratedRegex("^prog '([^']+)': (?:BPF program load failed|failed)", RegexOptions.CultureInvariant)]
    private static partial Regex Blame();
}
