namespace LibBpfSharp;

/// <summary>What libbpf printed while an operation failed, with the verifier's log told apart from libbpf's own warnings.</summary>
/// <param name="Messages">libbpf's warnings, one line each, without their <c>libbpf:</c> prefix.</param>
/// <param name="Verifier">The verifier's whole log, or null when no program was refused.</param>
public sealed record BpfLoadLog(IReadOnlyList<string> Messages, string? Verifier)
{
    private const string Prefix = "libbpf: ";
    private const string Begin = "-- BEGIN PROG LOAD LOG --\n";
    private const string End = "-- END PROG LOAD LOG --";

    // libbpf: prog 'bad': -- BEGIN PROG LOAD LOG --
    // 0: R1=ctx(off=0,imm=0) R10=fp0
    // R2 !read_ok
    // -- END PROG LOAD LOG --
    internal static BpfLoadLog? Parse(IReadOnlyList<string> printed)
    {
        var messages = new List<string>();
        string? verifier = null;
        foreach (var text in printed)
        {
            var begin = text.IndexOf(Begin, StringComparison.Ordinal);
            if (begin >= 0)
            {
                var log = text[(begin + Begin.Length)..];
                var end = log.LastIndexOf(End, StringComparison.Ordinal);
                verifier = end >= 0 ? log[..end] : log;
            }
            else
            {
                messages.Add(StripPrefix(text).TrimEnd());
            }
        }

        return printed.Count == 0 ? null : new BpfLoadLog(messages, verifier);
    }

    private static string StripPrefix(string text) => text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
}
