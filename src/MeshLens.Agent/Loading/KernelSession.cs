using LibBpfSharp;
using MeshLens.Agent.Dns;
using MeshLens.Agent.Host;
using MeshLens.Agent.Namespaces;

namespace MeshLens.Agent.Loading;

/// <summary>From the facts about a kernel to programs that run in it, giving up what that kernel refuses one by one.</summary>
internal sealed class KernelSession : IDisposable
{
    private KernelSession(KernelFacts facts, LoadPlan plan, ConnectionPrograms? programs, DnsWatch? nameServers = null) =>
        (Facts, Plan, Programs, NameServers) = (facts, plan, programs, nameServers);

    public KernelFacts Facts { get; }

    /// <summary>What was loaded in the end, and what that answers.</summary>
    public LoadPlan Plan { get; }

    /// <summary>Null when a core question has no answer here: <see cref="LoadPlan.Blocker"/> says why.</summary>
    public ConnectionPrograms? Programs { get; }

    /// <summary>Null when name servers are not watched: nobody asked, or the plan says why.</summary>
    public DnsWatch? NameServers { get; }

    /// <exception cref="WatchTargetException">Something to be watched does not exist.</exception>
    public static KernelSession Open(KernelSetup setup, IHostFiles files, NetworkNamespaces namespaces)
    {
        IReadOnlyList<(string Name, string Section)> all = [.. ConnectionPrograms.ListAll(), .. DnsWatch.ListAll()];
        var facts = new KernelFactsReader(files).Read([.. all.Select(program => ProgramNeed.OfSection(program.Section))]);
        var plan = LoadPlan.Decide(facts, all);
        var targets = plan.Blocker is null ? WatchTargets.Resolve(setup.Watch, files, namespaces) : null;
        while (plan.Blocker is null)
        {
            try
            {
                return WithNameServers(facts, plan, setup, targets!, ConnectionPrograms.Load(plan, setup, targets!));
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

    public void Dispose()
    {
        NameServers?.Dispose();
        Programs?.Dispose();
    }

    // They are an object of their own: what the kernel refuses here costs nothing but this one answer.
    private static KernelSession WithNameServers(KernelFacts facts, LoadPlan plan, KernelSetup setup, WatchTargets targets, ConnectionPrograms programs)
    {
        if (!setup.Asks(Questions.NameServers) || !plan.Capabilities.Any(one => one is { Name: Questions.NameServers, Available: true }))
        {
            return new(facts, plan, programs);
        }

        try
        {
            return new(facts, plan, programs, DnsWatch.Start(SetupFor(targets)));
        }
        catch (BpfException refused)
        {
            return new(facts, plan.Without(DnsWatch.MainProgram, refused.ErrnoName), programs);
        }
    }

    // A port says nothing here: every name server has the same.
    private static DnsSetup SetupFor(WatchTargets targets) => new()
    {
        NetworkNamespaces = targets.NetworkNamespaces,
        Cgroups = targets.Cgroups,
        Addresses = targets.Addresses,
    };
}
