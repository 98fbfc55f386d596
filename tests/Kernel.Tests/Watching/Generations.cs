using LibBpfSharp;
using MeshLens.Agent.Kernel;

namespace Kernel.Tests;

/// <summary>Drains samples and counters as the agent does: flip, let running programs finish, take the other maps.</summary>
internal sealed class Generations
{
    private readonly BpfObject _object;
    private readonly BpfMapBatch<SampleKey, Histogram>[] _samples;
    private readonly BpfMapBatch<uint, Counters>[] _counters;

    public Generations(BpfObject loaded)
    {
        _object = loaded;
        _samples = [.. new[] { "samples_0", "samples_1" }.Select(name => loaded.Maps[name].View<SampleKey, Histogram>().CreateBatch())];
        _counters = [.. new[] { "counters_0", "counters_1" }.Select(name => loaded.Maps[name].View<uint, Counters>().CreateBatch())];
    }

    public Measured Drain()
    {
        var settings = _object.Globals.Get<Settings>("settings");
        var full = settings.Generation & 1;
        settings.Generation++;
        _object.Globals.Set("settings", settings);
        Eventually.Pause();

        var measured = new Measured();
        for (_samples[full].Restart(); _samples[full].TakeNext();)
        {
            measured.Add(_samples[full].Keys, _samples[full].Values);
        }

        for (_counters[full].Restart(); _counters[full].TakeNext();)
        {
            measured.Add(_counters[full].Keys, _counters[full].Values);
        }

        return measured;
    }
}
