using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>
/// Applies an indexing expression the way PyTorch does: numbers, slices, new axes and ellipses make views one after the other; tensors are
/// collected and applied together at the end.
/// </summary>
static class Indexing
{
    public static torch.Tensor Read(torch.Tensor tensor, torch.TensorIndex[] indices)
    {
        using var scope = torch.NewDisposeScope();
        var (view, tensors) = View(tensor, indices);
        var result = tensors.Exists(t => t is not null) ? Aten.Call("index.Tensor", view, Arg.Optionals([.. tensors])) : view;
        // An expression of nothing but colons leaves the caller's own tensor; TorchSharp hands back another object.
        return scope.MoveToOuter(ReferenceEquals(result, tensor) ? tensor.alias() : result);
    }

    public static void Write(torch.Tensor tensor, torch.Tensor value, torch.TensorIndex[] indices)
    {
        using var scope = torch.NewDisposeScope();
        var (view, tensors) = View(tensor, indices);
        if (tensors.Exists(t => t is not null))
            Aten.InPlace(view, "index_put_", view, Arg.Optionals([.. tensors]), value, false);
        else
            view.copy_(value);
    }

    static (torch.Tensor View, List<torch.Tensor?> Tensors) View(torch.Tensor tensor, torch.TensorIndex[] indices)
    {
        var view = tensor;
        var tensors = new List<torch.Tensor?>();
        int dim = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            switch (index.Kind)
            {
                case torch.TensorIndex.Form.Single:
                    view = view.select(dim, index.Start ?? 0);
                    break;
                case torch.TensorIndex.Form.Slice:
                    view = Slice(view, dim++, index);
                    break;
                case torch.TensorIndex.Form.NewAxis:
                    view = view.unsqueeze(dim++);
                    break;
                case torch.TensorIndex.Form.Ellipsis:
                    dim = (int)view.ndim - Consumed(indices.AsSpan(i + 1));
                    break;
                case torch.TensorIndex.Form.Truth:
                    view = view.unsqueeze(dim);
                    Place(tensors, dim++, torch.tensor([index.Start != 0]));
                    break;
                default:
                    Place(tensors, dim, index.Indices!);
                    dim += Width(index);
                    break;
            }
        }
        return (view, tensors);
    }

    static torch.Tensor Slice(torch.Tensor view, int dim, torch.TensorIndex index)
    {
        if (index.Start is null && index.Stop is null && index.Step is null)
            return view;
        return view.slice(dim, index.Start ?? 0, index.Stop ?? long.MaxValue, index.Step ?? 1);
    }

    static void Place(List<torch.Tensor?> tensors, int dim, torch.Tensor index)
    {
        while (tensors.Count < dim)
            tensors.Add(null);
        tensors.Add(index);
    }

    static int Consumed(ReadOnlySpan<torch.TensorIndex> rest)
    {
        int count = 0;
        foreach (var index in rest)
            count += index.Kind is torch.TensorIndex.Form.NewAxis or torch.TensorIndex.Form.Truth ? 0 : Width(index);
        return count;
    }

    /// <summary>A tensor of truth values stands for as many dimensions as it has itself.</summary>
    static int Width(torch.TensorIndex index) =>
        index.Indices is { dtype: torch.ScalarType.Bool } mask ? (int)mask.ndim : 1;
}
