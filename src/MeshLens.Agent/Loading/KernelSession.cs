using LibBpfSharp;
using MeshLens.Agent.Host;
using MeshLens.Agent.Namespaces;

namespace MeshLens.Agent.Loading;

/// <summary>From the facts about a kernel to programs that run in it, giving up what that kernel refuses one by one.</summary>
internal sealed class KernelSession : IDisposable
{
    private KernelSession(KernelFacts facts, LoadPlan plan, ConnectionPrograms? programs) => (Facts, Plan, Programs) = (facts, plan, programs);

    public KernelFacts Facts { get; }

    /// <summary>What was loaded in the end, and what that answers.</summary>
    public LoadPlan Plan { get; }

    /// <summary>Null when a core question has no answer here: <see cref="LoadPlan.Blocker"/> says why.</summary>
    public ConnectionPrograms? Programs { get; }

    /// <exception cref="WatchTargetException">Something to be watched does not exist.</exception>
    public static KernelSession Open(KernelSetup setup, IHostFiles files, NetworkNamespaces namespaces)
    {
        var all = ConnectionPrograms.ListAll();
        var facts = new KernelFactsReader(files).Read([.. all.Select(program => ProgramNeed.OfSection(program.Section))]);
        var plan = LoadPlan.Decide(facts, all);
        var targets = plan.Blocker is null ? WatchTargets.Resolve(setup.Watch, files, namespaces) : null;
        while (plan.Blocker is null)
        {
            try
            {
                return new(facts, plan, ConnectionPrograms.Load(plan, setup, targets!));
            }
            catch (ProgramRefusedException refused) when (plan.Programs.Any(choice => choice.IsChosen && choice.Program == refused.Program))
            {
                plan = plan.Without(refused.Program, refused.Reason);
            }
            catch (BpfException refused)
            {
                plan = plan.WithoutAny(refused.ErrnoName);
            }
        }

        return new(facts, plan, null);
    }

    public void Dispose() => Programs?.Dispose();
}
