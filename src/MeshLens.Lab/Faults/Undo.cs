namespace MeshLens.Lab.Faults;

/// <summary>What takes an injected fault away again: each step once, the last made first, also when one of them fails.</summary>
internal sealed class Undo : IDisposable
{
    private readonly Stack<Action> _steps = [];

    public void Add(Action step) => _steps.Push(step);

    public void Dispose()
    {
        List<LabException> failures = [];
        while (_steps.TryPop(out var step))
        {
            try
            {
                step();
            }
            catch (LabException failure)
            {
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw failures[0];
        }
    }

    /// <summary>Runs the steps of an injection, and takes back those that were made when a later one fails.</summary>
    public static Undo Of(Action<Undo> inject)
    {
        var undo = new Undo();
        try
        {
            inject(undo);
            return undo;
        }
        catch
        {
            undo.Dispose();
            throw;
        }
    }
}
