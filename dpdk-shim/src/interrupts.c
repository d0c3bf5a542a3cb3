/* SPDX-License-Identifier: Apache-2.0 */
/*
 * EAL's interrupt thread, held: it waits in a callback of ours, so it is in none of a driver's. The callback has a
 * descriptor to itself. An alarm would do but for the end of EAL, which waits until no alarm is running.
 */

#define ALLOW_EXPERIMENTAL_API /* of DPDK: the making of an interrupt handle */

#include "guideway/dpdk_shim.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <rte_interrupts.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint32_t holders;
static int bell = -1;
static struct rte_intr_handle *handle;
static sem_t arrived;
static sem_t go;
static sem_t gone;

static void await(sem_t *semaphore)
{
    while (sem_wait(semaphore) != 0 && errno == EINTR)
        ;
}

static void stay(void *nothing)
{
    eventfd_t rung;

    (void)nothing;
    if (eventfd_read(bell, &rung) != 0)
        return;
    sem_post(&arrived);
    await(&go);
    sem_post(&gone);
}

static int listen_to_bell(void)
{
    handle = rte_intr_instance_alloc(RTE_INTR_INSTANCE_F_PRIVATE);
    if (handle == NULL)
        return -ENOMEM;
    if (rte_intr_fd_set(handle, bell) != 0 || rte_intr_type_set(handle, RTE_INTR_HANDLE_EXT) != 0
        || rte_intr_callback_register(handle, stay, NULL) != 0) {
        rte_intr_instance_free(handle);
        return -ENOMEM;
    }
    return 0;
}

/* Once, and it stays: the thread reads its whole list of descriptors again after each change. */
static int hang_bell(void)
{
    int rc;

    if (bell >= 0)
        return 0;
    bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (bell < 0)
        return -errno;
    sem_init(&arrived, 0, 0);
    sem_init(&go, 0, 0);
    sem_init(&gone, 0, 0);
    rc = listen_to_bell();
    if (rc != 0) {
        close(bell);
        bell = -1;
    }
    return rc;
}

static int stop(void)
{
    const int rc = hang_bell();

    if (rc != 0)
        return rc;
    if (eventfd_write(bell, 1) != 0)
        return -errno;
    await(&arrived);
    return 0;
}

int gw_interrupts_hold(void)
{
    int rc = 0;

    pthread_mutex_lock(&lock);
    if (holders == 0)
        rc = stop();
    if (rc == 0)
        holders++;
    pthread_mutex_unlock(&lock);
    return rc;
}

void gw_interrupts_release(void)
{
    pthread_mutex_lock(&lock);
    if (holders > 0 && --holders == 0) {
        sem_post(&go);
        await(&gone);
    }
    pthread_mutex_unlock(&lock);
}
