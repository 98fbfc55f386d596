namespace MeshLens.Agent.Loading;

/// <summary>Which programs are loaded into this kernel, and which questions that answers. Decided from facts alone.</summary>
/// <param name="Programs">Every program of the objects, chosen or not.</param>
/// <param name="Capabilities">Every question, in the order of <see cref="Questions.All"/>.</param>
internal sealed record LoadPlan(IReadOnlyList<ProgramChoice> Programs, IReadOnlyList<Capability> Capabilities)
{
    private const string ReportIt = "Look for a newer version, or report this with the output of meshlens-agent doctor.";

    /// <summary>The core question that has no answer here, or null: without it there is nothing to watch.</summary>
    public Capability? Blocker => Capabilities.FirstOrDefault(
        capability => !capability.Available && Questions.All.Any(question => question.IsCore && question.Name == capability.Name));

    /// <param name="facts">The kernel.</param>
    /// <param name="programs">Name and section of every program.</param>
    public static LoadPlan Decide(KernelFacts facts, IReadOnlyCollection<(string Name, string Section)> programs)
    {
        var choices = programs.Select(program => Choose(facts, program.Name, program.Section, programs)).ToList();
        return new(choices, [.. Questions.All.Select(question => Answer(facts, question, choices))]);
    }

    /// <summary>The same plan after the kernel refused a program that looked possible: with its fallback, if it has one.</summary>
    public LoadPlan Without(string program, string because)
    {
        var question = Questions.Of(program);
        var fallback = question?.Fallbacks.FirstOrDefault(candidate => candidate.InsteadOf == program)?.Program;
        List<ProgramChoice> choices = [.. Programs.Select(choice =>
            choice.Program == program ? choice with { Lost = $"the kernel refused it ({because})" }
            : choice.Program == fallback ? choice with { Lost = null }
            : choice)];
        return fallback is not null
            ? this with { Programs = choices }
            : new(choices, [.. Capabilities.Select(capability => capability.Name == question?.Name
                ? Lost(question, $"the kernel refused the program {program} ({because})", ReportIt)
                : capability)]);
    }

    /// <summary>The same plan after the kernel refused to load anything at all.</summary>
    public LoadPlan WithoutAny(string because)
    {
        var choices = Programs.Select(choice => choice with { Lost = choice.Lost ?? $"the kernel refused to load it ({because})" }).ToList();
        return new(choices, [.. Capabilities.Select(capability => Questions.All.First(question => question.Name == capability.Name) is { IsCore: true } core
            ? Lost(core, $"the kernel refused to load the programs ({because})", ReportIt)
            : capability)]);
    }

    private static ProgramChoice Choose(KernelFacts facts, string name, string section, IReadOnlyCollection<(string Name, string Section)> programs)
    {
        var question = Questions.Of(name);
        var preferred = question?.Fallbacks.FirstOrDefault(candidate => candidate.Program == name)?.InsteadOf;
        var lost = GeneralObstacle(facts)?.Reason ?? ProgramNeed.OfSection(section).Missing(facts);
        var isNeeded = preferred is null
            || programs.Any(program => program.Name == preferred && ProgramNeed.OfSection(program.Section).Missing(facts) is not null);
        return new(name, section, question?.Name ?? "", lost ?? (isNeeded ? null : $"only where {preferred} is refused"));
    }

    private static Capability Answer(KernelFacts facts, Question question, List<ProgramChoice> choices)
    {
        if (question.Programs.Length > 0 && GeneralObstacle(facts) is { } obstacle)
        {
            return Lost(question, obstacle.Reason, obstacle.Fix);
        }

        if ((question.Needs & ~facts.Privileges) is var missing && missing != Privileges.None)
        {
            return Lost(question, PrivilegeText.DescribeMissing(missing), PrivilegeText.HowToGrant(missing));
        }

        if (question.Reads is { } record && !record.IsKept(facts.Records))
        {
            return Lost(question, record.Absence, record.Fix);
        }

        var lost = choices.FirstOrDefault(choice => question.Programs.Contains(choice.Program) && !choice.IsChosen && !IsReplaced(question, choice, choices));
        return lost is null
            ? new(question.Name, Available: true)
            : Lost(question, lost.Lost!, $"Use kernel {question.Floor} or newer.");
    }

    private static bool IsReplaced(Question question, ProgramChoice lost, List<ProgramChoice> choices) => question.Fallbacks.Any(
        fallback => fallback.InsteadOf == lost.Program && choices.Any(choice => choice.Program == fallback.Program && choice.IsChosen));

    private static Capability Lost(Question question, string because, string fix) =>
        new(question.Name, Available: false, $"{question.Lost[..^1]}: {because}.", fix) { Because = because };

    // What keeps every program out, most fundamental first: one reason is enough.
    private static (string Reason, string Fix)? GeneralObstacle(KernelFacts facts)
    {
        if (facts.LibraryProblem is { } problem)
        {
            var parts = problem.TrimEnd('.').Split(": ", 2);
            return (parts[0], Sentence(parts.ElementAtOrDefault(1) ?? "install libbpf 1.0 or newer"));
        }

        if ((Privileges.Core & ~facts.Privileges) is var missing && missing != Privileges.None)
        {
            return (PrivilegeText.DescribeMissing(missing), PrivilegeText.HowToGrant(Privileges.Core));
        }

        if (!facts.HasTypes)
        {
            return ($"kernel {facts.Release} offers no BTF (/sys/kernel/btf/vmlinux)",
                "Use a kernel built with CONFIG_DEBUG_INFO_BTF, as the distributions' are since about 5.8.");
        }

        return null;
    }

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
