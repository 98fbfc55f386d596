using MeshLens.Xds.Resources;

namespace MeshLens.Xds.State;

/// <summary>One change of the state, from a response or a released name to everything that follows from it.</summary>
internal sealed class StateChange(IReadOnlyDictionary<ResourceType, ResourceTable> tables)
{
    private readonly List<ResourceChange> _changes = [];
    private readonly List<Rejection> _rejections = [];
    private readonly List<(ResourceTable Table, string Name)> _released = [];

    public void Apply(ResourceTable table, ResourceUpdate update)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        table.ForgetRefusal(""); // What could not even be named is not told apart: the newest counts.
        foreach (var served in update.Resources)
        {
            Take(table, served, seen);
        }

        if (update.IsFirst || update.IsComplete)
        {
            table.ForgetRefusals(seen);
        }

        // A resource whose name cannot be read may be any of those that seem to be missing: then nothing is taken away.
        var absentees = update.IsComplete && _rejections.TrueForAll(static rejection => rejection.Name.Length > 0)
            ? table.Held.Select(static resource => resource.Name).Where(name => !seen.Contains(name)).ToList()
            : [];
        foreach (var name in absentees.Concat(update.Removed))
        {
            Remove(table, name);
        }
    }

    public void Release(ResourceTable table, string name)
    {
        if (table.Interest.Release(name))
        {
            _released.Add((table, name));
        }
    }

    public void Unfollow(ResourceTable table)
    {
        table.Interest.WantEverything(false);
        _released.AddRange(table.Held.Select(resource => (table, resource.Name)));
    }

    public UpdateOutcome Complete()
    {
        foreach (var table in tables.Values)
        {
            ActivateWarm(table);
        }

        // By index: dropping a parent releases more.
        for (var i = 0; i < _released.Count; i++)
        {
            var (table, name) = _released[i];
            if (!table.Interest.Covers(name))
            {
                Drop(table, name);
                table.Absent.Remove(name);
            }
        }

        return new(_changes, _rejections);
    }

    private void Take(ResourceTable table, ServedResource served, HashSet<string> seen)
    {
        if (served.Body is null)
        {
            seen.Add(served.Name ?? "");
            return;
        }

        var reading = table.Type.Read(served.Body, served.Version);
        var name = served.Name is { Length: > 0 } outside ? outside : reading.Name;
        if (!seen.Add(name) && name.Length > 0)
        {
            Refuse(table, name, "is in the response more than once");
        }
        else if (!reading.IsGood)
        {
            Refuse(table, name, reading.Problem);
        }
        else if (table.Interest.Covers(name))
        {
            Accept(table, reading.Resource with { Name = name });
        }
    }

    private void Refuse(ResourceTable table, string name, string problem)
    {
        _rejections.Add(new(name, problem));
        table.Refuse(name, problem);
    }

    private void Accept(ResourceTable table, MeshResource resource)
    {
        table.ForgetRefusal(resource.Name);
        table.Absent.Remove(resource.Name);
        if (table.Type.Child is not { } child)
        {
            Activate(table, resource);
            return;
        }

        foreach (var reference in resource.References)
        {
            tables[child].Interest.Hold(reference);
        }

        if (table.Warming.Remove(resource.Name, out var overtaken))
        {
            ReleaseReferences(table, overtaken);
        }

        table.Warming[resource.Name] = resource;
    }

    private void ActivateWarm(ResourceTable table)
    {
        if (table.Warming.Count == 0 || table.Type.Child is not { } child)
        {
            return;
        }

        var children = tables[child];
        var warm = table.Warming.Values.Where(parent => parent.References.All(children.IsAnswered)).ToList();
        foreach (var resource in warm)
        {
            table.Warming.Remove(resource.Name);
            Activate(table, resource);
        }
    }

    private void Activate(ResourceTable table, MeshResource resource)
    {
        var before = table.Active.GetValueOrDefault(resource.Name);
        table.Active = table.Active.SetItem(resource.Name, resource);
        if (before is null)
        {
            _changes.Add(new(table.Type, resource.Name, ChangeKind.Added));
            return;
        }

        ReleaseReferences(table, before);
        if (!before.Message.Equals(resource.Message))
        {
            _changes.Add(new(table.Type, resource.Name, ChangeKind.Changed));
        }
    }

    private void Remove(ResourceTable table, string name)
    {
        Drop(table, name);
        if (table.Interest.Names.Count > 0 && table.Interest.Covers(name))
        {
            table.Absent.Add(name);
        }
    }

    private void Drop(ResourceTable table, string name)
    {
        table.ForgetRefusal(name);
        if (table.Warming.Remove(name, out var warming))
        {
            ReleaseReferences(table, warming);
        }

        if (table.Active.TryGetValue(name, out var active))
        {
            table.Active = table.Active.Remove(name);
            ReleaseReferences(table, active);
            _changes.Add(new(table.Type, name, ChangeKind.Removed));
        }
    }

    private void ReleaseReferences(ResourceTable table, MeshResource parent)
    {
        foreach (var reference in parent.References)
        {
            Release(tables[table.Type.Child!], reference);
        }
    }
}
