#include "shim.h"

#include <string>
#include <vector>

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>
#include <torch/csrc/autograd/autograd.h>

namespace {

thread_local std::string last_error;
thread_local std::vector<Value> results;

std::vector<at::Tensor> tensors(void* const* handles, int64_t count) {
    std::vector<at::Tensor> list;
    list.reserve(count);
    for (int64_t i = 0; i < count; i++) list.push_back(borrow(handles[i]));
    return list;
}

c10::IValue unpack(const Value& value) {
    switch (value.kind) {
        case KindNone: return {};
        case KindTensor: return borrow(value.pointer);
        case KindInt: return value.integer;
        case KindDouble: return value.real;
        case KindBool: return value.integer != 0;
        case KindString: return std::string(static_cast<const char*>(value.pointer), value.count);
        case KindGenerator: return *static_cast<at::Generator*>(value.pointer);
        case KindIntList: {
            auto* first = static_cast<const int64_t*>(value.pointer);
            return std::vector<int64_t>(first, first + value.count);
        }
        case KindDoubleList: {
            auto* first = static_cast<const double*>(value.pointer);
            return std::vector<double>(first, first + value.count);
        }
        case KindTensorList: return tensors(static_cast<void* const*>(value.pointer), value.count);
        case KindOptionalTensorList: {
            c10::List<c10::optional<at::Tensor>> list;
            for (auto& tensor : tensors(static_cast<void* const*>(value.pointer), value.count))
                list.push_back(tensor.defined() ? c10::make_optional(tensor) : c10::nullopt);
            return list;
        }
        default: TORCH_CHECK(false, "unknown argument kind ", value.kind);
    }
}

void pack(const c10::IValue& item) {
    Value value{};
    if (item.isTensor()) {
        value.kind = KindTensor;
        value.pointer = give(item.toTensor());
    } else if (item.isInt()) {
        value.kind = KindInt;
        value.integer = item.toInt();
    } else if (item.isDouble()) {
        value.kind = KindDouble;
        value.real = item.toDouble();
    } else if (item.isBool()) {
        value.kind = KindBool;
        value.integer = item.toBool();
    } else if (item.isTensorList()) {
        for (const at::Tensor& tensor : item.toTensorVector()) pack(tensor);
        return;
    } else {
        TORCH_CHECK(item.isNone(), "operator returned a value of type ", item.tagKind());
    }
    results.push_back(value);
}

}  // namespace

void set_last_error(const char* message) { last_error = message; }

RR_API const char* rr_last_error() { return last_error.c_str(); }

// An operator of libtorch's dispatcher, such as "aten::conv1d"; it lives as long as the process.
RR_API void* rr_operator(const char* name, const char* overload) {
    return guarded<void*>(nullptr, [&] {
        return new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
    });
}

// Calls any operator. Arguments that are not given take their defaults. The results stay valid until the thread's next call.
RR_API int32_t rr_call(void* op, const Value* arguments, int32_t count, const Value** out) {
    return guarded<int32_t>(-1, [&] {
        auto& handle = *static_cast<c10::OperatorHandle*>(op);
        const auto& schema = handle.schema().arguments();
        TORCH_CHECK(static_cast<size_t>(count) <= schema.size(), "too many arguments for ", handle.schema());
        torch::jit::Stack stack;
        stack.reserve(schema.size());
        for (int32_t i = 0; i < count; i++) stack.push_back(unpack(arguments[i]));
        for (size_t i = count; i < schema.size(); i++) {
            TORCH_CHECK(schema[i].default_value(), "no value for '", schema[i].name(), "' of ", handle.schema());
            stack.push_back(*schema[i].default_value());
        }
        handle.callBoxed(stack);
        results.clear();
        for (const auto& item : stack) pack(item);
        *out = results.data();
        return static_cast<int32_t>(results.size());
    });
}

RR_API void rr_release(void* tensor) {
    if (tensor)
        c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(static_cast<c10::TensorImpl*>(tensor));
}

// Another owner of the same tensor.
RR_API void* rr_alias(void* tensor) { return give(borrow(tensor)); }

RR_API int64_t rr_dim(void* tensor) { return borrow(tensor).dim(); }

RR_API void rr_sizes(void* tensor, int64_t* sizes) {
    auto shape = borrow(tensor).sizes();
    std::copy(shape.begin(), shape.end(), sizes);
}

RR_API void rr_strides(void* tensor, int64_t* strides) {
    auto steps = borrow(tensor).strides();
    std::copy(steps.begin(), steps.end(), strides);
}

RR_API int32_t rr_is_contiguous(void* tensor) { return borrow(tensor).is_contiguous(); }

RR_API int32_t rr_dtype(void* tensor) { return static_cast<int32_t>(borrow(tensor).scalar_type()); }

RR_API void* rr_data(void* tensor) {
    return guarded<void*>(nullptr, [&] { return borrow(tensor).data_ptr(); });
}

RR_API int32_t rr_requires_grad(void* tensor) { return borrow(tensor).requires_grad(); }

RR_API int32_t rr_set_requires_grad(void* tensor, int32_t value) {
    return guarded<int32_t>(-1, [&] { borrow(tensor).set_requires_grad(value != 0); return 0; });
}

RR_API int32_t rr_is_leaf(void* tensor) { return borrow(tensor).is_leaf(); }

RR_API void* rr_grad(void* tensor) {
    return guarded<void*>(nullptr, [&] { return give(borrow(tensor).grad()); });
}

RR_API int32_t rr_set_grad(void* tensor, void* gradient) {
    return guarded<int32_t>(-1, [&] { borrow(tensor).mutable_grad() = borrow(gradient); return 0; });
}

RR_API int32_t rr_backward(void* root, void* gradient, int32_t retain_graph, int32_t create_graph) {
    return guarded<int32_t>(-1, [&] {
        std::vector<at::Tensor> gradients;
        if (gradient) gradients.push_back(borrow(gradient));
        torch::autograd::backward({borrow(root)}, gradients, retain_graph != 0, create_graph != 0);
        return 0;
    });
}

// Gradients of `outputs` with respect to `inputs`, one result each (None where unused).
RR_API int32_t rr_gradients(void* const* outputs, int32_t output_count, void* const* inputs, int32_t input_count, void* const* weights,
                            int32_t weight_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused, const Value** out) {
    return guarded<int32_t>(-1, [&] {
        auto gradients = torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count), tensors(weights, weight_count),
                                               retain_graph != 0, create_graph != 0, allow_unused != 0);
        results.clear();
        for (const auto& gradient : gradients) pack(gradient);
        *out = results.data();
        return static_cast<int32_t>(results.size());
    });
}

RR_API int32_t rr_grad_enabled() { return c10::GradMode::is_enabled(); }

RR_API void rr_set_grad_enabled(int32_t value) { c10::GradMode::set_enabled(value != 0); }

RR_API int32_t rr_threads() { return at::get_num_threads(); }

RR_API int32_t rr_set_threads(int32_t count) {
    return guarded<int32_t>(-1, [&] { at::set_num_threads(count); return 0; });
}

RR_API void rr_manual_seed(uint64_t seed) { at::manual_seed(seed); }

RR_API void* rr_generator(uint64_t seed) {
    return guarded<void*>(nullptr, [&] { return new at::Generator(at::detail::createCPUGenerator(seed)); });
}

RR_API void* rr_default_generator() {
    return guarded<void*>(nullptr, [&] { return new at::Generator(at::detail::getDefaultCPUGenerator()); });
}

RR_API void rr_generator_release(void* generator) { delete static_cast<at::Generator*>(generator); }

RR_API void rr_generator_seed(void* generator, uint64_t seed) { static_cast<at::Generator*>(generator)->set_current_seed(seed); }

RR_API uint64_t rr_generator_current_seed(void* generator) { return static_cast<at::Generator*>(generator)->current_seed(); }

RR_API void* rr_generator_state(void* generator) {
    return guarded<void*>(nullptr, [&] { return give(static_cast<at::Generator*>(generator)->get_state()); });
}

RR_API int32_t rr_generator_set_state(void* generator, void* state) {
    return guarded<int32_t>(-1, [&] { static_cast<at::Generator*>(generator)->set_state(borrow(state)); return 0; });
}
