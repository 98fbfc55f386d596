using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>One scenario from injection to silence, and what it paged for in between.</summary>
internal sealed class AlertTrial(PageWatch watch, SnapshotRecorder recorder, MeshPlan plan, AlertTimes times)
{
    public async Task<AlertResult> RunAsync(AlertScenario what, CancellationToken cancellation)
    {
        await Task.Delay(what.Lead, watch.Time, cancellation);
        watch.Forget();
        var seconds = await BreakAsync(what, cancellation);
        await watch.UntilAsync(times.Recovery, static fires => !fires, cancellation);
        return Judge(what, watch.Pages, plan, seconds);
    }

    /// <summary>The right page is one; every other is one too many, and where the right one never came it is missed.</summary>
    public static AlertResult Judge(AlertScenario what, IReadOnlyCollection<SeenAlert> pages, MeshPlan plan, double? seconds)
    {
        var right = pages.Count(page => what.Expected.IsMetBy(page, plan));
        return new(what, [.. pages.Select(static page => page.ToString())], !what.Expected.IsNothing && right == 0, pages.Count - Math.Min(1, right), seconds)
        {
            Sentences = [.. pages.Select(static page => page.Sentence)],
        };
    }

    private async Task<double?> BreakAsync(AlertScenario what, CancellationToken cancellation)
    {
        using var injected = what.Inject();
        var started = watch.Time.GetTimestamp();
        double? seconds = null;
        await watch.UntilAsync(times.Fault, IsThereForGood, cancellation);
        if (seconds is null && !what.Expected.IsNothing)
        {
            await watch.UntilAsync(times.Page, _ => Note() is not null, cancellation);
        }

        await recorder.RecordAsync(plan, what.What.Replace(' ', '-'), cancellation);
        return seconds;

        // What joins or leaves the page while the fault lasts is part of the answer.
        bool IsThereForGood(bool fires)
        {
            Note();
            return false;
        }

        double? Note() => seconds ??= watch.Pages.Any(page => what.Expected.IsMetBy(page, plan)) ? watch.Time.GetElapsedTime(started).TotalSeconds : null;
    }
}
