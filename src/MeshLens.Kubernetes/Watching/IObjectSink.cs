namespace MeshLens.Kubernetes.Watching;

/// <summary>Where objects of one kind go. Called by one reader at a time.</summary>
internal interface IObjectSink<in T>
{
    /// <summary>A list begins: what is not put before it ends is gone.</summary>
    void Begin();

    void Put(T item);

    void Remove(T item);

    /// <summary>The list is whole.</summary>
    void End();
}
