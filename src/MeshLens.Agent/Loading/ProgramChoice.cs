namespace MeshLens.Agent.Loading;

/// <summary>Whether a program is loaded, and if not, why.</summary>
/// <param name="Program">The name of its C function.</param>
/// <param name="Section">Where it attaches.</param>
/// <param name="Question">The question of <see cref="Questions"/> it helps to answer.</param>
/// <param name="Lost">Null when it is loaded; otherwise the reason, as the end of a sentence.</param>
internal sealed record ProgramChoice(string Program, string Section, string Question, string? Lost)
{
    public bool IsChosen => Lost is null;
}
