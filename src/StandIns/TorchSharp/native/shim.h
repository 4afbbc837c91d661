// The border between managed code and libtorch. Everything that crosses it is plain C.
#pragma once

#include <cstdint>
#include <exception>

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>

#define RR_API extern "C" __attribute__((visibility("default")))

// One argument or result of an operator. `count` is the length of a list; `bits` is the value itself, or a pointer to the list.
struct Value {
    int32_t kind;
    int32_t count;
    union {
        int64_t integer;
        double real;
        void* pointer;
    };
};

enum Kind : int32_t {
    KindNone = 0,
    KindTensor = 1,
    KindInt = 2,
    KindDouble = 3,
    KindBool = 4,
    KindIntList = 5,
    KindDoubleList = 6,
    KindTensorList = 7,
    KindOptionalTensorList = 8,
    KindString = 9,
    KindGenerator = 10,
};

void set_last_error(const char* message);

// A handle is a TensorImpl* that owns one reference; a null handle is an undefined tensor.
inline at::Tensor borrow(void* handle) {
    if (!handle) return {};
    auto* impl = static_cast<c10::TensorImpl*>(handle);
    return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(impl));
}

inline void* give(const at::Tensor& tensor) {
    return tensor.defined() ? at::Tensor(tensor).unsafeReleaseTensorImpl() : nullptr;
}

// Runs `body`; an exception becomes the thread's last error and `failed`.
template <class Result, class Body>
Result guarded(Result failed, Body&& body) {
    try {
        return body();
    } catch (const c10::Error& e) {
        set_last_error(e.what_without_backtrace());
    } catch (const std::exception& e) {
        set_last_error(e.what());
    } catch (...) {
        set_last_error("unknown C++ exception");
    }
    return failed;
}
