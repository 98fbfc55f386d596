using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>Gathers the pages of one mesh, each once by its id, with everything that was ever seen of it.</summary>
internal sealed class PageWatch(IAlertSource source, MeshPlan plan, TimeProvider time, TimeSpan poll)
{
    private readonly Dictionary<string, SeenAlert> _pages = [];
    private readonly HashSet<string> _earlier = [];

    public TimeProvider Time => time;

    /// <summary>Those since the last <see cref="Forget"/>.</summary>
    public IReadOnlyCollection<SeenAlert> Pages => _pages.Values;

    /// <summary>Pages until now count no more, also where they fire on.</summary>
    public void Forget()
    {
        _earlier.UnionWith(_pages.Keys);
        _pages.Clear();
    }

    /// <summary>Looks until the condition holds (true) or the time is over (false). It is told whether a page of the mesh fires.</summary>
    public async Task<bool> UntilAsync(TimeSpan limit, Func<bool, bool> condition, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (await LookAsync(cancellation) is { } fires && condition(fires))
            {
                return true;
            }

            if (time.GetElapsedTime(started) >= limit)
            {
                return false;
            }

            await Task.Delay(poll, time, cancellation);
        }
    }

    private async Task<bool?> LookAsync(CancellationToken cancellation)
    {
        if (await source.AlertsAsync(cancellation) is not { } seen)
        {
            return null;
        }

        foreach (var page in seen.Firing.Concat(seen.Resolved ?? []).Where(IsOurs).Where(page => !_earlier.Contains(page.Id)))
        {
            // What is over has the edges that suffered last; whoever did before belongs to it as well.
            var members = _pages.TryGetValue(page.Id, out var known) ? known.Members.Union(page.Members) : page.Members;
            _pages[page.Id] = page with { Members = [.. members] };
        }

        return seen.Firing.Any(IsOurs);
    }

    private bool IsOurs(SeenAlert alert) => alert.IsPage && alert.Members.Any(member => plan.Edges.Any(edge => member.Is(plan, edge)));
}
