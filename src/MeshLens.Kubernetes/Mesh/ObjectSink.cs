using MeshLens.Kubernetes.Api;
using MeshLens.Kubernetes.Watching;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>Knows which objects a list left out. Everything happens under the one lock of the cluster's facts.</summary>
internal sealed class ObjectSink<T>(Lock gate, Func<IEnumerable<string>> known, Action<string, T?> take) : IObjectSink<T>
    where T : KubernetesObject
{
    private HashSet<string> _listed = [];

    public void Begin() => _listed = new(StringComparer.Ordinal);

    public void Put(T item)
    {
        var key = ObjectNames.KeyOf(item.Metadata);
        lock (gate)
        {
            _listed.Add(key);
            take(key, item);
        }
    }

    public void Remove(T item)
    {
        lock (gate)
        {
            take(ObjectNames.KeyOf(item.Metadata), null);
        }
    }

    public void End()
    {
        lock (gate)
        {
            foreach (var key in known().Where(key => !_listed.Contains(key)).ToList())
            {
                take(key, null);
            }

            _listed = [];
        }
    }
}
