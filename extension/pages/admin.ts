/** The admin's questions, answered by the background with the signed-in user's own rights. */
import type { Admin } from '../../shared/device/admin';
import { adminShapes } from '../channel/admin';
import { sendMessage } from '../channel/messenger';
import { remoteService } from '../channel/service';

export const admin: Admin = remoteService<Admin>(adminShapes, (call) => sendMessage('admin', call));
